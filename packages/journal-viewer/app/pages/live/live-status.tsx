import type { FeedState } from '../../shared/event-feed.js';
import { formatCount } from '../../shared/numbers.js';
import { Time } from '../../shared/time.js';
import { type LiveEvents, MAX_KEPT } from './live-events.js';

/** Whether events come, in a word, a shape and a colour; and the button that holds the list still. */
export function LiveStatus({ events, onToggle }: { events: LiveEvents; onToggle(): void }) {
  const state = events.state.value;
  const waiting = events.waiting.value;
  const count = events.shown.value.length;
  return (
    <div class="live-status">
      <p role="status">
        <State state={state} isPaused={waiting !== undefined} />
      </p>
      {state.name !== 'refused' && (
        <button type="button" class={waiting ? '' : 'quiet'} onClick={onToggle}>
          {waiting === undefined ? 'Pause' : waiting === 0 ? 'Follow' : `Follow: ${formatCount(waiting)} new`}
        </button>
      )}
      <p class="hint">
        {count === 0 ? '' : `${formatCount(count)} shown`}
        {count === MAX_KEPT && '; older ones are in the logs of their sessions'}
      </p>
    </div>
  );
}

function State({ state, isPaused }: { state: FeedState; isPaused: boolean }) {
  switch (state.name) {
    case 'connecting':
      return <span class="badge">… connecting</span>;
    case 'live':
      return isPaused ? <span class="badge warn">❚❚ paused</span> : <span class="badge good">● live</span>;
    case 'reconnecting':
      return (
        <>
          <span class="badge warn">↻ reconnecting</span> since <Time at={state.since} part="clock" />.{' '}
          {state.error.message}
        </>
      );
    case 'refused':
      return (
        <>
          <span class="badge bad">✕ refused</span> {state.error.message}
        </>
      );
  }
}
