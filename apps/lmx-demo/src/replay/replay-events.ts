import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerBus } from '../server-bus.js';
import { readRecordedEvents } from './recorded-events.js';

export interface ReplayOptions {
  bus: ServerBus;
  /** `full`: as fast as the journal takes them. A number: that many times the recording's own pace. */
  pace: 'full' | number;
  /** Bytes of events that the journal still holds in memory. */
  queuedBytes(): number;
  /** Told of every line that cannot be used. */
  onUnusable(lineNumber: number, reason: string): void;
  signal: AbortSignal;
}

export interface ReplayResult {
  events: number;
  /** Records of the journal that wrote the file; they are no events. */
  ownRecords: number;
  unusableLines: number;
}

/** How many events go out between two looks at what waits for the disk. */
const STEP_EVENTS = 256;

/** Bytes that may wait: well below where the journal would have to drop events. */
const MAX_QUEUED_BYTES = 4 * 1024 * 1024;

/** Longest pause between two events, in milliseconds: timers hold no more. */
const MAX_PAUSE_MS = 2_147_483_647;

/**
 * Publishes the events of a file on the bus, with the times that the file gives them.
 *
 * @throws {DemoError} when the file cannot be read; the signal's reason when it is aborted
 */
export async function replayEvents(path: string, options: ReplayOptions): Promise<ReplayResult> {
  const { bus, pace, signal } = options;
  const result: ReplayResult = { events: 0, ownRecords: 0, unusableLines: 0 };
  let previousTime: number | undefined;
  for await (const line of readRecordedEvents(path)) {
    signal.throwIfAborted();
    if (line.kind === 'own') result.ownRecords += 1;
    if (line.kind === 'unusable') {
      result.unusableLines += 1;
      options.onUnusable(line.lineNumber, line.reason);
    }
    if (line.kind !== 'event') continue;
    const { type, data, time } = line.event;
    if (pace !== 'full') await pause((time - (previousTime ?? time)) / pace, signal);
    else if (result.events % STEP_EVENTS === 0) await untilTaken(options);
    previousTime = time;
    result.events += 1;
    bus.publish(type, data, time);
  }
  return result;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(Math.min(ms, MAX_PAUSE_MS), undefined, { signal });
}

async function untilTaken({ queuedBytes, signal }: ReplayOptions): Promise<void> {
  do await sleep(0, undefined, { signal });
  while (queuedBytes() > MAX_QUEUED_BYTES);
}
