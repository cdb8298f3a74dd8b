import './session-status.css';

/** How a runtime ended, in the groups that have a colour and a shape of their own. */
export type StatusClass = 'running' | 'clean' | 'stopped' | 'crashed' | 'unknown';

const CLASSES: Readonly<Record<string, StatusClass>> = {
  running: 'running',
  clean: 'clean',
  signal: 'stopped',
  exit: 'stopped',
  unknown: 'unknown',
  'no log yet': 'unknown',
};
const SHAPES: Readonly<Record<StatusClass, string>> = {
  running: '▶',
  clean: '●',
  stopped: '■',
  crashed: '✕',
  unknown: '?',
};

/** @param status - as a session log has it; old logs have none, and were only written at a clean end */
export function statusClass(status = 'clean'): StatusClass {
  return Object.hasOwn(CLASSES, status) ? (CLASSES[status] as StatusClass) : 'crashed';
}

/** How a runtime ended: a word, with a shape and a colour beside it. */
export function SessionStatus({ status = 'clean' }: { status?: string | undefined }) {
  const group = statusClass(status);
  return (
    <span class={`session-status ${group}`}>
      <span aria-hidden="true">{SHAPES[group]}</span> {status}
    </span>
  );
}
