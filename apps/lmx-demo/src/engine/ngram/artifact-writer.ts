import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  type AsyncFileSystem,
  call,
  createFileExclusive,
  errnoOf,
  runProgram,
  syncDirectory,
  writeAll,
} from '@opta/journal-fs';
import { EngineError } from '../engine-error.js';

/** Random bytes of a temporary name; `removeStaleTemporaryFiles` knows names of this form. */
const TEMPORARY_NAME_BYTES = 16;

const FILE_MODE = 0o644;

/**
 * Writes a model file piece by piece. It appears under its name with the last step only, complete and synced,
 * in place of one that is there.
 */
export class ArtifactWriter {
  readonly #fileSystem: AsyncFileSystem;
  readonly #directory: string;
  readonly #temporary: string;
  #fd: number | undefined;

  private constructor(fileSystem: AsyncFileSystem, directory: string) {
    this.#fileSystem = fileSystem;
    this.#directory = directory;
    this.#temporary = join(directory, `${randomBytes(TEMPORARY_NAME_BYTES).toString('hex')}.tmp`);
  }

  /** @throws {EngineError} `insufficient_disk`; the system's own error for anything else */
  static async open(fileSystem: AsyncFileSystem, directory: string): Promise<ArtifactWriter> {
    const writer = new ArtifactWriter(fileSystem, directory);
    writer.#fd = await writer.#attempt(createFileExclusive(writer.#temporary, FILE_MODE));
    return writer;
  }

  /** @throws {EngineError} `insufficient_disk`; the system's own error for anything else */
  async write(piece: Uint8Array): Promise<void> {
    if (this.#fd !== undefined) await this.#attempt(writeAll(this.#fd, piece, null));
  }

  /**
   * Give the file its name.
   *
   * @returns its path
   * @throws {EngineError} `insufficient_disk`; the system's own error for anything else
   */
  async publish(fileName: string): Promise<string> {
    const path = join(this.#directory, fileName);
    if (this.#fd !== undefined) await this.#attempt(call.fsync(this.#fd));
    await this.#close();
    await this.#attempt(call.rename(this.#temporary, path));
    await this.#attempt(syncDirectory(this.#directory));
    return path;
  }

  /** Remove what was written, after a failure. Never throws: the first error is the one to tell. */
  async discard(): Promise<void> {
    await this.#close().catch(() => undefined);
    await runProgram(call.unlink(this.#temporary), this.#fileSystem).catch(() => undefined);
  }

  async #close(): Promise<void> {
    const fd = this.#fd;
    this.#fd = undefined;
    if (fd !== undefined) await this.#attempt(call.close(fd));
  }

  async #attempt<T>(program: Parameters<typeof runProgram<T>>[0]): Promise<T> {
    try {
      return await runProgram(program, this.#fileSystem);
    } catch (error) {
      if (errnoOf(error) !== 'ENOSPC') throw error;
      throw new EngineError(
        'insufficient_disk',
        `No space left for a model in ${this.#directory}. Delete a model or free some of the disk.`,
        { cause: error },
      );
    }
  }
}
