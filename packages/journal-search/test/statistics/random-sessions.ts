import fc from 'fast-check';

/** One event of a session; it comes a number of whole seconds after the one before. */
export interface SampleEvent {
  type: string;
  data: Record<string, unknown>;
  seconds: number;
}

/** A session as a test describes it; the store gets its files, the reference adds it up. */
export interface SampleSession {
  /** Unique and below 1,000: it sets begin and milliseconds of all times apart from those of others. */
  index: number;
  device: string;
  /** `ours` begins its event log with a line that describes it, `old` is a log of the original journal. */
  program: 'ours' | 'old';
  events: SampleEvent[];
  /** Seconds between the last event and the end. */
  lastSeconds: number;
  /** `killed`: neither a recorded end nor a session log. `recorded`: an end in the event log alone. */
  end: 'published' | 'recorded' | 'killed';
  status: string;
  /** What is left of a published one. */
  files: 'both' | 'session log';
  isArchived: boolean;
  /** Whether its event log is cut into segments. */
  isSegmented: boolean;
}

const model = fc.constantFrom('lab/a', 'lab/b_c', 'mlx|d').map((model_id) => ({ model_id }));
/** An event that need not be about a model. */
const named: fc.Arbitrary<{ model_id?: string }> = fc.oneof({ weight: 3, arbitrary: model }, fc.constant({}));
const count = fc.integer({ min: 0, max: 70_000 });

const event: fc.Arbitrary<Omit<SampleEvent, 'seconds'>> = fc.oneof(
  fc.record({
    type: fc.constantFrom('model_loaded', 'model_unloaded', 'model_loaded', 'config_reloaded'),
    data: model,
  }),
  fc.record({
    type: fc.constant('request_completed'),
    data: fc.tuple(named, count, count).map(([name, prompt_tokens, completion_tokens]) => ({
      ...name,
      prompt_tokens,
      completion_tokens,
    })),
  }),
  fc.record({
    type: fc.constantFrom('request_failed', 'tea_failed', 'download_failed', 'model_load_failed'),
    data: fc.tuple(named, fc.constantFrom('timeout', 'no | space', undefined)).map(([name, error]) => ({
      ...(error === undefined ? {} : { error }),
      ...name,
      ...('model_id' in name ? { repo_id: name.model_id } : {}),
    })),
  }),
);

const session = fc.record({
  device: fc.constantFrom('studio', 'mbp-1'),
  program: fc.constantFrom('ours', 'ours', 'old') as fc.Arbitrary<SampleSession['program']>,
  events: fc.array(
    fc
      .record({ event, seconds: fc.integer({ min: 1, max: 9_000 }) })
      .map(({ event, seconds }) => ({ ...event, seconds })),
    { maxLength: 25 },
  ),
  lastSeconds: fc.integer({ min: 1, max: 9_000 }),
  end: fc.constantFrom('published', 'published', 'recorded', 'killed') as fc.Arbitrary<SampleSession['end']>,
  status: fc.constantFrom('clean', 'signal', 'exit', 'error', 'oom'),
  files: fc.constantFrom('both', 'both', 'session log') as fc.Arbitrary<SampleSession['files']>,
  isArchived: fc.boolean(),
  isSegmented: fc.boolean(),
});

/** Sessions of several days, of which no two have a time in common. */
export const randomSessions: fc.Arbitrary<SampleSession[]> = fc
  .array(session, { minLength: 1, maxLength: 8 })
  .map((sessions) => sessions.map((one, index) => asProgramWould({ ...one, index: index + 1 })));

/** The original journal records no end and no status, and has no segments. */
function asProgramWould(one: SampleSession): SampleSession {
  if (one.program === 'ours') return one;
  return {
    ...one,
    end: one.end === 'recorded' ? 'killed' : one.end,
    status: 'clean',
    isSegmented: false,
  };
}
