import type { RedactionPolicy } from '@opta/journal-redact';
import type { JournalStore } from '@opta/journal-store';
import type { TimeSlice } from '../../time-slice.js';
import type { RuntimeFiles } from '../runtimes/listed-runtime.js';
import { readEventLogFacts } from './read-event-log-facts.js';
import { readSessionLogFacts } from './read-session-log-facts.js';
import type { RuntimeFacts } from './runtime-facts.js';

/** Where facts come from. */
export interface FactsSource {
  store: JournalStore;
  /** What is a secret in the logs of programs that left them in. */
  redaction: RedactionPolicy;
}

/** The facts of a runtime: from its event log where there is one, from its session log otherwise. */
export function readFacts(source: FactsSource, files: RuntimeFiles, slice: TimeSlice): Promise<RuntimeFacts> {
  return files.eventLog === undefined
    ? readSessionLogFacts(source.store, files.sessionLog, slice)
    : readEventLogFacts(source, files, slice);
}
