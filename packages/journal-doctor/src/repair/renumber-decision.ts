import { join } from 'node:path';
import {
  claimFile,
  ensureStateDirectory,
  type FileProgram,
  readRegularFile,
  runProgram,
} from '@opta/journal-fs';
import { MAX_DECISION_BYTES } from '../constants.js';
import type { DoctorContext } from '../doctor-options.js';
import { ensureShelf, removeIfThere, shelfPath } from './move-file.js';

/**
 * Which number a log gets. It is written down once and exclusively, so that every repair of that log, at the same
 * time or after a crash, publishes the same file.
 */
export interface RenumberDecision {
  /** The new number. */
  id: string;
  /** The one that the log gives up. */
  alias: string;
  /** What follows the number in the new name. */
  rest: string;
}

const ENDING = '.json';
const REST = /^_[^/\\\0]+$/;

/** The log to which a file on the pending shelf belongs as its decision; undefined for anything else. */
export function logOfDecision(shelfName: string): string | undefined {
  return shelfName.endsWith(ENDING) ? shelfName.slice(0, -ENDING.length) : undefined;
}

export async function readDecision(
  { store, fileSystem }: DoctorContext,
  fileName: string,
): Promise<RenumberDecision | undefined> {
  const path = decisionPath(store.updateLogsDir, fileName);
  const bytes = await runProgram(readRegularFile(path, MAX_DECISION_BYTES), fileSystem.async);
  return bytes && parseDecision(Buffer.from(bytes).toString());
}

/** Writes a decision down. @returns false if there is one already */
export async function writeDecision(
  { store, fileSystem }: DoctorContext,
  fileName: string,
  decision: RenumberDecision,
): Promise<boolean> {
  return runProgram(claimDecision(store.updateLogsDir, fileName, decision), fileSystem.async);
}

export async function removeDecision({ store, fileSystem }: DoctorContext, fileName: string): Promise<void> {
  await runProgram(removeIfThere(decisionPath(store.updateLogsDir, fileName)), fileSystem.async);
}

function decisionPath(directory: string, fileName: string): string {
  return join(shelfPath(directory, 'pending'), `${fileName}${ENDING}`);
}

function* claimDecision(
  directory: string,
  fileName: string,
  decision: RenumberDecision,
): FileProgram<boolean> {
  const shelf = yield* ensureShelf(directory, 'pending');
  const { temporary } = yield* ensureStateDirectory(directory);
  return yield* claimFile({
    directory: shelf,
    name: `${fileName}${ENDING}`,
    content: `${JSON.stringify(decision)}\n`,
    temporaryDirectory: temporary,
  });
}

function parseDecision(text: string): RenumberDecision | undefined {
  let value: Partial<Record<keyof RenumberDecision, unknown>> | null;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // Without hard links a crash can leave it empty: then nothing was decided.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const { id, alias, rest } = value ?? {};
  const isWhole = isDigits(id) && isDigits(alias) && typeof rest === 'string' && REST.test(rest);
  return isWhole ? { id, alias, rest } : undefined;
}

function isDigits(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,15}$/.test(value);
}
