import { updateLogFileName } from '@opta/journal-format';
import { createFileAllocator, formatId } from '@opta/journal-ids';
import { type UpdateLogInput as JournalInput, writeUpdateLog as writeLog } from '@opta/journal-runtime';

export interface UpdateStep {
  target: string;
  component: string;
  step: string;
  /** `ok`, `skip` or `fail`. */
  status: string;
  message: string;
}

export interface UpdateLogInput {
  summary: string;
  commandInputs: Record<string, unknown>;
  steps: readonly UpdateStep[];
  /** A folder of the repository. Default: the working folder. */
  cwd?: string | undefined;
  /** Default `updates` at the root of the repository. */
  logsDir?: string | undefined;
  /** An IANA name; `local` is the system's, which is the default. */
  timezone?: string | undefined;
  author?: string | undefined;
  /** First and last number that the log may have. Default 1 and 999. */
  rangeStart?: number | undefined;
  rangeEnd?: number | undefined;
  /** Text of the file name. Default: the summary. */
  slug?: string | undefined;
  /** These three: what the repository says, else `unknown`. */
  versionBefore?: string | undefined;
  versionAfter?: string | undefined;
  commit?: string | undefined;
  /** Default: whether the range begins at 200 or above. */
  promoted?: boolean | undefined;
  /** Default `promotion` where promoted, else `development`. */
  category?: string | undefined;
  now?: Date | undefined;
}

export interface UpdateLogResult {
  id: number;
  path: string;
  fileName: string;
}

/**
 * Write one numbered update log. The number is taken by this log alone, however many processes write at once.
 *
 * @throws an error with a `code` that begins with `JOURNAL_`, and a message that says what to do;
 *   `JOURNAL_IDS_SERIES_FULL` where every number of the range is taken
 */
export async function writeUpdateLog(input: UpdateLogInput): Promise<UpdateLogResult> {
  const { rangeStart = 1, rangeEnd = 999, now } = input;
  const promoted = input.promoted ?? rangeStart >= 200;
  const { number, path, fileName } = await writeLog(
    {
      summary: input.summary,
      // Whatever else they say: the journal refuses other results and names them.
      steps: input.steps as NonNullable<JournalInput['steps']>,
      commandInputs: input.commandInputs,
      series: { from: rangeStart, to: rangeEnd },
      slug: filled(input.slug),
      versionBefore: input.versionBefore,
      versionAfter: input.versionAfter,
      commit: input.commit,
      promoted,
      category: input.category ?? (promoted ? 'promotion' : 'development'),
      now,
    },
    {
      baseDirectory: input.cwd ?? process.cwd(),
      // The CLI has no variables of its own for the journal: what it says here counts.
      environment: {},
      config: {
        updateLogsDir: filled(input.logsDir),
        timezone: filled(input.timezone),
        author: filled(input.author) ?? userOf(process.env),
        dialect: 'cli',
      },
    },
  );
  return { id: number, path, fileName };
}

/**
 * The number that the next update log in a folder would have. It only looks: `writeUpdateLog` takes a number.
 *
 * @throws an error with the code `JOURNAL_IDS_SERIES_FULL` where every number of the range is taken
 */
export async function allocateNextUpdateId(dir: string, rangeStart = 1, rangeEnd = 999): Promise<number> {
  const allocator = createFileAllocator({ directory: dir });
  const { number } = await allocator.peek({ from: rangeStart, to: rangeEnd });
  return number;
}

/** The file name of an update log. */
export function buildUpdateLogFileName(id: number, date: string, slug: string): string {
  return updateLogFileName({ id: formatId(id), date, slug: filled(slug) ?? 'update' });
}

function userOf({ USER, USERNAME }: NodeJS.ProcessEnv): string {
  return filled(USER) ?? filled(USERNAME) ?? 'unknown';
}

function filled(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}
