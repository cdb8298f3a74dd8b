import { join } from 'node:path';
import {
  type AsyncFileSystem,
  call,
  ensureDirectory,
  errnoOf,
  type FileProgram,
  OPEN_FLAGS,
  readRegularFile,
  removeStaleTemporaryFiles,
  runProgram,
} from '@opta/journal-fs';
import type { ModelArtifact } from '../backend.js';
import { EngineError } from '../engine-error.js';
import { type NgramArtifact, parseArtifact, safeParseHeader } from './artifact-format.js';
import { ArtifactWriter } from './artifact-writer.js';

const SUFFIX = '.ngram.jsonl';

/** A header is one line of a few hundred bytes. */
const MAX_HEADER_BYTES = 4096;

/** The largest model of the catalogue has less than a megabyte. */
const MAX_ARTIFACT_BYTES = 64 * 1024 * 1024;

/** The model files of one folder. A file is named by its model, with `--` for the slash. */
export class ArtifactStore {
  readonly #fileSystem: AsyncFileSystem;
  readonly #directory: string;

  private constructor(directory: string, fileSystem: AsyncFileSystem) {
    this.#directory = directory;
    this.#fileSystem = fileSystem;
  }

  /** Opens a folder, creates it if missing, and removes what a crash left of downloads. */
  static async open(directory: string, fileSystem: AsyncFileSystem): Promise<ArtifactStore> {
    await runProgram(ensureDirectory(directory), fileSystem);
    await runProgram(removeStaleTemporaryFiles(directory, { now: Date.now() }), fileSystem);
    return new ArtifactStore(directory, fileSystem);
  }

  /** Every model file by name. One whose header cannot be read is listed too, and refused when it is loaded. */
  async list(): Promise<ModelArtifact[]> {
    const names = await runProgram(call.readdir(this.#directory), this.#fileSystem);
    const artifacts: ModelArtifact[] = [];
    for (const name of names.filter((candidate) => candidate.endsWith(SUFFIX)).sort()) {
      const artifact = await this.#describe(name);
      if (artifact !== undefined) artifacts.push(artifact);
    }
    return artifacts;
  }

  /**
   * Reads and verifies a model.
   *
   * @throws {EngineError} `model_not_found`; `internal_error` when the file is damaged
   */
  async read(id: string): Promise<NgramArtifact> {
    const { path } = await this.find(id);
    const bytes = await runProgram(readRegularFile(path, MAX_ARTIFACT_BYTES), this.#fileSystem);
    if (bytes === undefined) throw notFound(id);
    return parseArtifact(bytes, path);
  }

  /** Writes the file of a model, in place of one that is there. @throws {EngineError} `insufficient_disk` */
  async write(id: string, bytes: Uint8Array): Promise<ModelArtifact> {
    const writer = await this.openWriter();
    try {
      await writer.write(bytes);
      await writer.publish(artifactFileName(id));
    } catch (error) {
      await writer.discard();
      throw error;
    }
    return this.find(id);
  }

  /** For a file that arrives in pieces; publish it as {@link artifactFileName} says. */
  openWriter(): Promise<ArtifactWriter> {
    return ArtifactWriter.open(this.#fileSystem, this.#directory);
  }

  /** @throws {EngineError} `model_not_found` */
  async remove(id: string): Promise<ModelArtifact> {
    const artifact = await this.find(id);
    await runProgram(call.unlink(artifact.path), this.#fileSystem);
    return artifact;
  }

  /**
   * Looks for a model in the listing; an identifier never becomes part of a path.
   *
   * @throws {EngineError} `model_not_found`
   */
  async find(id: string): Promise<ModelArtifact & { path: string }> {
    const artifact = (await this.list()).find((candidate) => candidate.id === id);
    if (artifact?.path === undefined) throw notFound(id);
    return { ...artifact, path: artifact.path };
  }

  async #describe(name: string): Promise<ModelArtifact | undefined> {
    const path = join(this.#directory, name);
    const start = await runProgram(readStart(path), this.#fileSystem);
    if (start === undefined) return undefined;
    const header = safeParseHeader(start.bytes);
    return {
      id: name.slice(0, -SUFFIX.length).replace('--', '/'),
      format: 'ngram',
      sizeBytes: start.size,
      path,
      ...(header === undefined ? {} : { memoryGb: header.memory_gb, contextLength: header.context_length }),
    };
  }
}

/** The name of a model's file. */
export function artifactFileName(id: string): string {
  return `${id.replace('/', '--')}${SUFFIX}`;
}

export function notFound(id: string): EngineError {
  return new EngineError('model_not_found', `There is no model ${JSON.stringify(id.slice(0, 200))}.`);
}

/** Program: the beginning of a plain file and its size; undefined when it is something else, or has just gone. */
function* readStart(path: string): FileProgram<{ bytes: Uint8Array; size: number } | undefined> {
  try {
    const { kind, size } = yield* call.lstat(path);
    return kind === 'file' ? { bytes: yield* readFirstBytes(path), size } : undefined;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function* readFirstBytes(path: string): FileProgram<Uint8Array> {
  const fd = yield* call.open(path, OPEN_FLAGS.readFile);
  try {
    const buffer = new Uint8Array(MAX_HEADER_BYTES);
    const length = yield* call.read(fd, buffer, 0, buffer.length, 0);
    return buffer.subarray(0, length);
  } finally {
    yield* call.close(fd);
  }
}
