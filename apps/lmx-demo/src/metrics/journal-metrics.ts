import type { JournalStatus } from '@opta/journal-runtime';

/** What the figures are read from at each look. */
export interface MetricsSource {
  status(): JournalStatus;
  /** Clients of the event feed at the moment. */
  feedClients(): number;
}

export interface Sample {
  labels?: Record<string, string>;
  value: number;
}

export interface JournalMetric {
  name: string;
  help: string;
  kind: 'counter' | 'gauge';
  labelNames: readonly string[];
  read(source: MetricsSource): Sample[];
}

/** What a person who runs the server wants to be warned of, and what says that all is well. */
export const JOURNAL_METRICS: readonly JournalMetric[] = [
  {
    name: 'opta_journal_events_total',
    help: 'Events by what became of them; emitted ones are the sum of all.',
    kind: 'counter',
    labelNames: ['outcome'],
    read: (source) => {
      const { written, skipped, refused, dropped } = source.status().ledger;
      return samplesOf('outcome', { written, skipped, refused, dropped });
    },
  },
  {
    name: 'opta_journal_dropped_events_total',
    help: 'Events that were accepted and that the disk did not take, by type.',
    kind: 'counter',
    labelNames: ['type'],
    read: (source) => samplesOf('type', source.status().ledger.droppedByType ?? {}),
  },
  {
    name: 'opta_journal_redactions_total',
    help: 'Secrets that were replaced before anything was written, by kind.',
    kind: 'counter',
    labelNames: ['kind'],
    read: (source) => samplesOf('kind', source.status().redactions),
  },
  {
    name: 'opta_journal_queued_bytes',
    help: 'Bytes of events that the system has not got yet.',
    kind: 'gauge',
    labelNames: [],
    read: (source) => [{ value: source.status().queuedBytes }],
  },
  {
    name: 'opta_journal_feed_clients',
    help: 'Clients of the event feed.',
    kind: 'gauge',
    labelNames: [],
    read: (source) => [{ value: source.feedClients() }],
  },
  {
    name: 'opta_journal_session_running',
    help: '1 while the session takes events and the disk takes them, else 0.',
    kind: 'gauge',
    labelNames: [],
    read: (source) => [{ value: source.status().state === 'running' ? 1 : 0 }],
  },
  {
    name: 'opta_journal_recovered_sessions_total',
    help: 'Sessions of dead runtimes, by what recovery made of them.',
    kind: 'counter',
    labelNames: ['outcome'],
    read: (source) => {
      const { recovered = 0, failed = 0, left = 0 } = source.status().recovery ?? {};
      return samplesOf('outcome', { recovered, failed, left });
    },
  },
  {
    name: 'opta_journal_update_logs_total',
    help: 'Update logs, each with a number of its own, by whether they were written.',
    kind: 'counter',
    labelNames: ['outcome'],
    read: (source) => {
      const { written, failed } = source.status().updateLogs;
      return samplesOf('outcome', { written, failed });
    },
  },
];

function samplesOf(label: string, values: Record<string, number>): Sample[] {
  return Object.entries(values).map(([name, value]) => ({ labels: { [label]: name }, value }));
}
