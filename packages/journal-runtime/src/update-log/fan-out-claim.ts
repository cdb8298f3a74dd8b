import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  claimFile,
  ensureStateDirectory,
  type FileProgram,
  readRegularFile,
  STATE_DIRECTORY,
} from '@opta/journal-fs';
import * as z from 'zod';
import { MAX_FAN_OUT_CLAIM_BYTES } from '../constants.js';
import { JournalRuntimeError } from '../errors.js';
import { shown } from '../shown.js';

const schema = z.object({
  fanOut: z.string(),
  id: z.string(),
  number: z.number().int().min(1),
  uid: z.string(),
  /** Epoch milliseconds. */
  claimedAt: z.number().int(),
  /** With these the name of the log is always the same. */
  slug: z.string(),
  timeZone: z.string(),
});

/** Which number the log of a fan-out has in one folder, and what else its name is made of. */
export type FanOutClaim = z.output<typeof schema>;

/** Program: the claim of a fan-out in an update folder; undefined if there is none. */
export function* readFanOutClaim(directory: string, fanOut: string): FileProgram<FanOutClaim | undefined> {
  const path = join(directory, STATE_DIRECTORY, 'claims', claimName(fanOut));
  const bytes = yield* readRegularFile(path, MAX_FAN_OUT_CLAIM_BYTES);
  if (bytes === undefined) return undefined;
  const claim = schema.safeParse(parseJson(bytes));
  if (claim.success && claim.data.fanOut === fanOut) return claim.data;
  throw new JournalRuntimeError(
    'JOURNAL_RUNTIME_PUBLISH_FAILED',
    `Cannot tell which number fan-out ${shown(fanOut)} has: its claim ${shown(path)} is damaged. Look whether a log with fan_out: ${fanOut} is in ${shown(directory)}, and remove the claim.`,
    { path, fanOut },
  );
}

/**
 * Program: claims the log of a fan-out in an update folder, once and for all. Of any number of processes exactly one
 * gets `true`, and all others can read its claim.
 */
export function* claimFanOut(
  directory: string,
  claim: FanOutClaim,
  fileMode: number | undefined,
): FileProgram<boolean> {
  const state = yield* ensureStateDirectory(directory);
  return yield* claimFile({
    directory: state.claims,
    name: claimName(claim.fanOut),
    content: `${JSON.stringify(claim)}\n`,
    temporaryDirectory: state.temporary,
    ...(fileMode === undefined ? {} : { mode: fileMode }),
  });
}

/** A digest: names of files differ in what they can hold, and some know no case. */
function claimName(fanOut: string): string {
  return `fan-out-${createHash('sha256').update(fanOut).digest('hex').slice(0, 32)}.json`;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    // Text that is no JSON fails the schema like any other wrong value.
    return undefined;
  }
}
