import { signal } from '@preact/signals';
import { readJson } from '../../api/client.js';
import type { Health } from '../../api/types.js';
import { type FeedState, followEvents } from '../../shared/event-feed.js';
import type { FeedItem } from '../../shared/feed-item.js';

/** Events that are kept; whoever looks at a pause keeps as many again. */
export const MAX_KEPT = 5_000;
/** Records before now with which the page begins, so that it is not empty. */
const FIRST_RECORDS = 500;
/** Milliseconds in which events collect before they are shown. */
const SHOW_DELAY_MS = 100;

/** The newest events of the feed, and a view of them that can be held still. */
export class LiveEvents {
  readonly state = signal<FeedState>({ name: 'connecting' });
  /** What is shown, the newest first. */
  readonly shown = signal<readonly FeedItem[]>([]);
  /** How many came since the view is held still; undefined while it follows. */
  readonly waiting = signal<number | undefined>(undefined);
  /** The oldest first. */
  #kept: FeedItem[] = [];
  #waiting = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #stop: () => void;

  /** @param query - `type` and `severity`, as the API takes them */
  constructor(query: Record<string, string | undefined>) {
    this.#stop = followEvents({
      query,
      findBegin,
      maxMissed: MAX_KEPT,
      onItems: (items) => this.#add(items),
      onState: (state) => {
        this.state.value = state;
      },
    });
  }

  pause(): void {
    if (this.waiting.value !== undefined) return;
    this.#waiting = 0;
    this.waiting.value = 0;
  }

  resume(): void {
    this.waiting.value = undefined;
    this.#show();
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#timer);
  }

  #add(items: readonly FeedItem[]): void {
    this.#kept.push(...items);
    if (this.#kept.length > MAX_KEPT) this.#kept = this.#kept.slice(-MAX_KEPT);
    this.#waiting += items.length;
    this.#timer ??= setTimeout(() => this.#show(), SHOW_DELAY_MS);
  }

  #show(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.waiting.value === undefined) this.shown.value = this.#kept.toReversed();
    else this.waiting.value = this.#waiting;
  }
}

async function findBegin(signal: AbortSignal): Promise<string | undefined> {
  const { journal } = await readJson<Health>('logs/health', { signal });
  if (journal?.session === undefined || journal.ledger?.written === undefined) return undefined;
  return `${journal.session}:${Math.max(0, journal.ledger.written - FIRST_RECORDS)}`;
}
