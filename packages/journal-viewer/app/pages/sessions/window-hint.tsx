import { formatCount } from '../../shared/numbers.js';
import { type EventWindow, firstNumber, lastNumber } from './event-window.js';

/** Which part of many events is there, and the way back to their begin. */
export function WindowHint({ window, onFirst }: { window: EventWindow; onFirst(): void }) {
  const { events, isStart, isEnd } = window;
  if (isStart && isEnd) return null;
  return (
    <p class="session-events-window">
      <span class="hint">{describe(window)}</span>{' '}
      {!isStart && firstNumber(events) !== undefined && (
        <button type="button" class="quiet" onClick={onFirst}>
          First events
        </button>
      )}
    </p>
  );
}

function describe({ events }: EventWindow): string {
  const [first, last] = [firstNumber(events), lastNumber(events)];
  if (first === undefined || last === undefined) {
    return `The first ${formatCount(events.length)} events are shown; they have no numbers by which to go on.`;
  }
  return `${formatCount(first)} to ${formatCount(last)} are loaded, others when you scroll to them.`;
}
