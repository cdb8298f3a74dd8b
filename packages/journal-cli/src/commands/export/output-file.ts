import { randomBytes } from 'node:crypto';
import { type FileHandle, link, lstat, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errnoOf, LINK_UNSUPPORTED, nodeFileSystem, runProgram, syncDirectory } from '@opta/journal-fs';
import { usageError } from '../../errors.js';

/** Logs are for their owner. */
const MODE = 0o600;

/** A file that is written piece by piece and appears whole, or not at all. */
export class OutputFile {
  readonly #path: string;
  readonly #isReplacing: boolean;
  readonly #temporary: string;
  readonly #file: FileHandle;

  private constructor(path: string, isReplacing: boolean, temporary: string, file: FileHandle) {
    this.#path = path;
    this.#isReplacing = isReplacing;
    this.#temporary = temporary;
    this.#file = file;
  }

  /**
   * @param isReplacing - whether a file of that name may be replaced
   * @throws {JOURNAL_CLI_USAGE} when there is one and it may not, or its folder cannot be used
   */
  static async open(path: string, isReplacing: boolean): Promise<OutputFile> {
    if (!isReplacing && (await isThere(path))) throw taken(path);
    const name = `.${basename(path).slice(0, 100)}.${randomBytes(8).toString('hex')}.tmp`;
    const temporary = join(dirname(path), name);
    try {
      return new OutputFile(path, isReplacing, temporary, await open(temporary, 'wx', MODE));
    } catch (error) {
      throw unusable(path, error);
    }
  }

  async write(text: string): Promise<void> {
    await this.#file.writeFile(text);
  }

  /** Gives the file its name, once everything is on the disk. */
  async publish(): Promise<void> {
    await this.#file.sync();
    await this.#file.close();
    try {
      if (this.#isReplacing) await rename(this.#temporary, this.#path);
      else await this.#takeName();
    } catch (error) {
      await this.#removeTemporary();
      throw errnoOf(error) === undefined ? error : unusable(this.#path, error);
    }
    await runProgram(syncDirectory(dirname(this.#path)), nodeFileSystem.async);
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.#file.close().catch(() => undefined);
    await this.#removeTemporary();
  }

  async #takeName(): Promise<void> {
    try {
      await link(this.#temporary, this.#path);
      await this.#removeTemporary();
    } catch (error) {
      const errno = errnoOf(error) ?? '';
      if (errno === 'EEXIST') throw taken(this.#path);
      if (!LINK_UNSUPPORTED.includes(errno)) throw error;
      // Without links nothing else can exclude that somebody takes the name in this moment.
      if (await isThere(this.#path)) throw taken(this.#path);
      await rename(this.#temporary, this.#path);
    }
  }

  async #removeTemporary(): Promise<void> {
    await unlink(this.#temporary).catch(() => undefined);
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw unusable(path, error);
  }
}

function taken(path: string): Error {
  return usageError(
    `--output ${JSON.stringify(path)}: there is such a file. Name another one, or replace it with --force.`,
    {
      path,
    },
  );
}

function unusable(path: string, error: unknown): Error {
  return usageError(
    `--output ${JSON.stringify(path)} cannot be written: ${(error as Error).message}. Name a file in a folder that exists and can be written to.`,
    { path },
  );
}
