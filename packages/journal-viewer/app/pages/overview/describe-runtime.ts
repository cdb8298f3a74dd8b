import { formatSpan, formatTime } from '../../shared/time.js';
import { visibleText } from '../../shared/visible-text.js';
import type { Runtime } from './runtimes.js';

/** `2026-02-24 13:56:12, studio, 4 h 2 min, killed, log recovered afterwards` */
export function describeRuntime({ startedAt, endedAt, device, status, isRecovered }: Runtime): string {
  const parts = [
    formatTime(startedAt),
    ...(device === undefined ? [] : [visibleText(device)]),
    endedAt === undefined ? 'end not known' : formatSpan(endedAt - startedAt),
    visibleText(status),
    ...(isRecovered ? ['log recovered afterwards'] : []),
  ];
  return parts.join(', ');
}
