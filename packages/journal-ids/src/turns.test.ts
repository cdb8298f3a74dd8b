import { type FileProgram, nodeFileSystem, runProgramSync } from '@opta/journal-fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeUpdateFolder } from '../test/new-folder.js';
import type { AllocatorContext } from './allocator-context.js';
import { claimNumber } from './claim-number.js';
import { BURST_MS, LONGEST_TURN_MS } from './constants.js';
import { createContext } from './create-context.js';
import { FolderView } from './folder-view.js';
import { resolveRequest } from './resolve-request.js';

interface Claimant {
  /** Claims the next number and says how long it let others come first, in milliseconds. */
  claim(series?: string): { number: number; waitedMs: number };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** As a process of its own. */
function createClaimant(directory: string): Claimant {
  const context: AllocatorContext = createContext({ directory });
  const view = new FolderView(context.directory, context.claims);
  return {
    claim(series = 'standard') {
      const request = resolveRequest(series, context.series);
      const waits: number[] = [];
      const program = withoutPauses(claimNumber(context, view, request, Date.now), waits);
      const { number } = runProgramSync(program, nodeFileSystem.sync);
      return { number, waitedMs: waits.reduce((sum, ms) => sum + ms, 0) };
    },
  };
}

/** The same program, which notes its pauses and does not make them. */
function* withoutPauses<T>(program: FileProgram<T>, waits: number[]): FileProgram<T> {
  let step = program.next();
  while (!step.done) {
    if (step.value.name === 'pause') {
      waits.push(step.value.milliseconds);
      step = program.next();
      continue;
    }
    let result: unknown;
    try {
      result = yield step.value;
    } catch (error) {
      step = program.throw(error);
      continue;
    }
    step = program.next(result);
  }
  return step.value;
}

describe('a process that claims one number after the other', () => {
  it('waits for nobody while it is alone', () => {
    const claimant = createClaimant(makeUpdateFolder('007_x.md'));
    for (const number of [8, 9, 10]) expect(claimant.claim()).toEqual({ number, waitedMs: 0 });
    for (const number of [200, 201]) {
      expect(claimant.claim('promotion')).toEqual({ number, waitedMs: 0 });
      expect(claimant.claim().waitedMs).toBe(0);
    }
  });

  it('lets others come first who have claimed numbers meanwhile, for a millisecond each', () => {
    const directory = makeUpdateFolder();
    const claimant = createClaimant(directory);
    const other = createClaimant(directory);
    claimant.claim();
    for (const number of [2, 3]) expect(other.claim().number).toBe(number);
    expect(claimant.claim()).toEqual({ number: 4, waitedMs: 0 });
    expect(claimant.claim()).toEqual({ number: 5, waitedMs: 2 });
    expect(claimant.claim()).toEqual({ number: 6, waitedMs: 0 });
  });

  it('waits no longer for many of them', () => {
    const directory = makeUpdateFolder();
    const claimant = createClaimant(directory);
    const other = createClaimant(directory);
    claimant.claim();
    for (let count = 0; count < 2 * LONGEST_TURN_MS; count += 1) other.claim();
    claimant.claim();
    expect(claimant.claim().waitedMs).toBe(LONGEST_TURN_MS);
  });

  it('waits for nobody who claimed his numbers in an idle hour, or whose were claimed some time ago', () => {
    const directory = makeUpdateFolder();
    const claimant = createClaimant(directory);
    const other = createClaimant(directory);
    claimant.claim();
    other.claim();
    vi.advanceTimersByTime(3_600_000);
    claimant.claim();
    expect(claimant.claim().waitedMs).toBe(0);
    other.claim();
    claimant.claim();
    vi.advanceTimersByTime(BURST_MS);
    expect(claimant.claim().waitedMs).toBe(0);
  });
});
