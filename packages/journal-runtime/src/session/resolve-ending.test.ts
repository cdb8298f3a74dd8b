import { describe, expect, it } from 'vitest';
import { resolveEnding } from './resolve-ending.js';

const SIGTERM = { status: 'signal', reason: 'SIGTERM' } as const;
const ERROR = { status: 'error', reason: 'Error: x' } as const;
const EXIT = { status: 'exit', reason: 'exit code 1' } as const;
const CLEAN = { status: 'clean' } as const;

describe('resolveEnding', () => {
  it('is what it seems where nothing was noted', () => {
    expect(resolveEnding(CLEAN, undefined, 0)).toBe(CLEAN);
  });

  it('is the signal that the host handled shortly before', () => {
    expect(resolveEnding(CLEAN, { ending: SIGTERM, at: 0 }, 30_000)).toBe(SIGTERM);
    expect(resolveEnding(EXIT, { ending: SIGTERM, at: 0 }, 30_000)).toBe(SIGTERM);
  });

  it('is not a signal of long ago', () => {
    expect(resolveEnding(CLEAN, { ending: SIGTERM, at: 0 }, 3_600_000)).toBe(CLEAN);
  });

  it('is the error where the host left with a code because of it', () => {
    expect(resolveEnding(EXIT, { ending: ERROR, at: 0 }, 10)).toBe(ERROR);
  });

  it('is clean where the host survived the error', () => {
    expect(resolveEnding(CLEAN, { ending: ERROR, at: 0 }, 10)).toBe(CLEAN);
  });

  it('is an uncaught error even after a signal', () => {
    expect(resolveEnding(ERROR, { ending: SIGTERM, at: 0 }, 10)).toBe(ERROR);
  });
});
