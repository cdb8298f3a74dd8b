import { eventsOf, textOf } from './redaction-samples.js';

/** What a host emits: an event of LMX as its bus has it, the time in unix seconds. */
export interface HostEvent {
  event_type: string;
  data: Record<string, unknown>;
  timestamp: number;
}

/** What stands on a line of LMX's event logs. */
export interface WholeRecord {
  data: Record<string, unknown>;
  event_type: string;
  timestamp: string;
  timestamp_unix: number;
}

export type Payload = 'event' | 'text';
export type Sample = Pick<HostEvent, 'event_type' | 'data'>;

/** So many that no identifier and no text is remembered when it comes again. */
const SAMPLES = 9_000;
/** With its envelope the event of text has 1 KB. */
const TEXT_LENGTH = 900;

/** Events in the shape of those of an LMX server, or with a text each. */
export function samplesOf(payload: Payload): Sample[] {
  if (payload === 'event') return eventsOf(SAMPLES).map(({ event_type, data }) => ({ event_type, data }));
  const text = textOf(TEXT_LENGTH * 2);
  return Array.from({ length: SAMPLES }, (_, index) => {
    const from = index % TEXT_LENGTH;
    const data = { text: `${index}: ${text.slice(from, from + TEXT_LENGTH)}` };
    // As text that was read: one that was put together is copied by whoever looks at it first.
    return { event_type: 'log', data: JSON.parse(JSON.stringify(data)) };
  });
}

/** Ends every run: of a failure, which a journal hands over at once. */
export const LAST_SAMPLE: Sample = {
  event_type: 'download_failed',
  data: { model_id: 'mlx-community/Qwen3-32B-4bit', error: 'connection reset by peer', attempt: 3 },
};

export function hostEventOf({ event_type, data }: Sample): HostEvent {
  return { event_type, data, timestamp: Date.now() / 1_000 };
}

export function wholeRecordOf({ event_type, data, timestamp }: HostEvent): WholeRecord {
  return {
    data,
    event_type,
    timestamp: new Date(timestamp * 1_000).toISOString(),
    timestamp_unix: timestamp,
  };
}
