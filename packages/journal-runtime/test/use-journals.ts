import { expect } from 'vitest';
import {
  type CodedError,
  createRuntimeJournal,
  type JournalingConfigInput,
  type RuntimeJournalOptions,
} from '../src/index.js';
import { useLogFolders } from './log-folders.js';

/** 2026-02-23 14:05 UTC. */
export const START = Date.parse('2026-02-23T14:05:00Z');

/** Journals in a fresh folder for each test of a file, and what they report. */
export function useJournals() {
  const folders = useLogFolders();
  function create(config: JournalingConfigInput = {}, options: RuntimeJournalOptions = {}) {
    const failures: CodedError[] = [];
    const journal = createRuntimeJournal(
      { ...folders.config(), ...config },
      { environment: {}, onError: (error) => failures.push(error), ...options },
    );
    return { journal, failures };
  }
  return { folders, create };
}

/** The one name that there is. */
export function only(names: string[]): string {
  expect(names).toHaveLength(1);
  return names[0] ?? '';
}
