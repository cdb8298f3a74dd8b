import { expect } from 'vitest';
import type { Line } from './open-sample-log.js';

/** The lines are numbered from 1, and none is missing. */
export function expectGapless(lines: readonly Line[]): void {
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
}
