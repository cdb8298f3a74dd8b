import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  claimFile,
  ensureDirectory,
  type FileProgram,
  type FileSystem,
  readRegularFile,
  runProgram,
} from '@opta/journal-fs';
import envPaths from 'env-paths';
import { MAX_MACHINE_ID_BYTES } from '../constants.js';

const FILE_NAME = 'machine-id';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The user's state folder of the journal. macOS has none; what programs keep stands in Application Support. */
export function stateDirectory(): string {
  const { data, log } = envPaths('opta-journal', { suffix: '' });
  return process.platform === 'linux' ? log : data;
}

/**
 * The random identifier of this machine, drawn when it is first asked for.
 *
 * @returns undefined where the folder is missing and cannot be made, or cannot be read or written
 */
export async function readMachineId(directory: string, fileSystem: FileSystem): Promise<string | undefined> {
  try {
    return await runProgram(readOrCreate(directory), fileSystem.async);
  } catch {
    // A service without a home folder: then other facts must do.
    return undefined;
  }
}

function* readOrCreate(directory: string): FileProgram<string | undefined> {
  const known = yield* readId(directory);
  if (known !== undefined) return known;
  yield* ensureDirectory(directory, { mode: 0o700 });
  yield* claimFile({
    directory,
    name: FILE_NAME,
    content: `${randomUUID()}\n`,
    temporaryDirectory: directory,
    mode: 0o600,
  });
  // Another process may have been faster; its identifier holds for both.
  return yield* readId(directory);
}

function* readId(directory: string): FileProgram<string | undefined> {
  const bytes = yield* readRegularFile(join(directory, FILE_NAME), MAX_MACHINE_ID_BYTES);
  const text = bytes === undefined ? '' : new TextDecoder().decode(bytes).trim();
  return UUID.test(text) ? text : undefined;
}
