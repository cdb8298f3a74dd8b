import type { Severity } from '../api/types.js';
import './severity.css';

export const SEVERITIES: readonly Severity[] = ['info', 'warning', 'error', 'critical'];

const SHAPES: Readonly<Record<Severity, string>> = { info: '·', warning: '▲', error: '✕', critical: '‼' };

/** How grave an event is: a word, with a shape and a colour beside it. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <span class={`severity ${severity}`}>
      <span aria-hidden="true">{SHAPES[severity]}</span> <span class="severity-word">{severity}</span>
    </span>
  );
}

export function isProblem(severity: Severity): boolean {
  return severity === 'error' || severity === 'critical';
}
