import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  call,
  createFileExclusive,
  errnoOf,
  type FileStat,
  type FileSystem,
  LINK_UNSUPPORTED,
  runProgram,
  syncDirectory,
  writeAll,
} from '@opta/journal-fs';
import { attempt } from '../attempt.js';
import { COMPRESSION_CHUNK_BYTES } from '../constants.js';
import { JournalStoreError, quote } from '../errors.js';
import { type ByteSource, openByteSource } from '../events/byte-source.js';
import type { StoredFile } from '../listing/stored-file.js';
import { hasSameContent } from './has-same-content.js';

const compress = promisify(gzip);

type Content = Pick<StoredFile, 'path' | 'isCompressed'>;

export interface TransferRequest {
  fileSystem: FileSystem;
  from: Content;
  to: Content;
  /** An existing folder on the same disk. */
  temporaryDirectory: string;
  /** Whether the file is still what it should be. */
  isUnchanged(stat: FileStat): boolean;
}

/** A copy under its name, which is on the disk but for that name. */
export interface PlacedCopy {
  /** Whether it was not there before. */
  isNew: boolean;
}

/**
 * Moves a log to another name, compressed or decompressed on the way. The original goes only when its copy is on
 * the disk under that name and was compared with it. Stopped anywhere, it goes on from there when it is repeated.
 *
 * @returns `changed` if the original is not what it should be, `conflict` if something else bears the name; in
 *   both cases the original stays, and so does what bears the name
 */
export async function transferFile(request: TransferRequest): Promise<'moved' | 'changed' | 'conflict'> {
  const { fileSystem, from, to } = request;
  const copy = await copyFile(request);
  if (typeof copy === 'string') return copy;
  await runProgram(syncDirectory(dirname(to.path)), fileSystem.async);
  if (!(await removeOriginal(request, copy))) return 'changed';
  await runProgram(syncDirectory(dirname(from.path)), fileSystem.async);
  return 'moved';
}

/** The first half: the folder of the copy is to be synced before the second one. */
export async function copyFile(request: TransferRequest): Promise<PlacedCopy | 'changed' | 'conflict'> {
  const { fileSystem, from, to } = request;
  if (!(await isUnchanged(request))) return 'changed';
  let isNew = false;
  if ((await statOf(fileSystem, to.path)) === undefined) {
    const copied = await placeCopy(request);
    if (copied === 'differs' && (await isUnchanged(request))) throw copyDiffers(from.path);
    if (copied === 'differs') return 'changed';
    isNew = copied === 'placed';
  }
  return isNew || (await hasSameContent(fileSystem, from, to)) ? { isNew } : 'conflict';
}

/**
 * The second half: the folder of the original is to be synced after it.
 *
 * @returns false if it has changed since; then it stays, and a copy that was not there before goes
 */
export async function removeOriginal(request: TransferRequest, { isNew }: PlacedCopy): Promise<boolean> {
  const { fileSystem, from } = request;
  if (await isUnchanged(request)) {
    await fileSystem.async.unlink(from.path);
    return true;
  }
  await discardCopy(request, { isNew });
  return false;
}

/** Instead of the second half: a copy that was not there before goes. */
export async function discardCopy({ fileSystem, to }: TransferRequest, { isNew }: PlacedCopy): Promise<void> {
  if (isNew) await fileSystem.async.unlink(to.path);
}

async function isUnchanged(request: TransferRequest): Promise<boolean> {
  const stat = await statOf(request.fileSystem, request.from.path);
  return stat !== undefined && request.isUnchanged(stat);
}

/** What is at a path, without following a link; undefined for nothing. */
export async function statOf({ async }: FileSystem, path: string): Promise<FileStat | undefined> {
  try {
    return await async.lstat(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function placeCopy(request: TransferRequest): Promise<'placed' | 'taken' | 'differs'> {
  const { fileSystem, from, to } = request;
  const { async } = fileSystem;
  const temporary = join(request.temporaryDirectory, `${randomBytes(16).toString('hex')}.tmp`);
  try {
    await writeCopy(request, temporary, (await async.lstat(from.path)).mode);
    if (!(await hasSameContent(fileSystem, from, { ...to, path: temporary }))) return 'differs';
    return (await place(fileSystem, temporary, to.path)) ? 'placed' : 'taken';
  } finally {
    await runProgram(attempt(call.unlink(temporary)), async);
  }
}

function copyDiffers(path: string): JournalStoreError {
  return new JournalStoreError(
    'JOURNAL_STORE_COPY_DIFFERS',
    `The copy of ${quote(path)} was read back and is not equal to it. The original was left as it is; look at the disk.`,
    { path },
  );
}

async function writeCopy(
  { fileSystem, from, to }: TransferRequest,
  path: string,
  mode: number,
): Promise<void> {
  const { async } = fileSystem;
  const source = await openByteSource(fileSystem, from);
  try {
    const fd = await runProgram(createFileExclusive(path, mode), async);
    try {
      const buffer = Buffer.allocUnsafe(chunkBytesOf(source, from));
      for (let isFirst = true; ; isFirst = false) {
        const length = await fill(source, buffer);
        // Also a log without a byte is one member: a gzip of none is no gzip.
        if (length === 0 && !(isFirst && to.isCompressed)) break;
        const bytes = buffer.subarray(0, length);
        await runProgram(writeAll(fd, to.isCompressed ? await compress(bytes) : bytes, null), async);
      }
      await async.fsync(fd);
    } finally {
      await async.close(fd);
    }
  } finally {
    await source.close();
  }
}

/** Not more than there is: most logs are small, and memory that is not used is garbage as well. */
function chunkBytesOf({ storedSize }: ByteSource, { isCompressed }: Content): number {
  return isCompressed ? COMPRESSION_CHUNK_BYTES : Math.min(COMPRESSION_CHUNK_BYTES, storedSize + 1);
}

async function fill(
  source: { read(buffer: Buffer, at: number): Promise<number> },
  buffer: Buffer,
): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const count = await source.read(buffer, filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}

/** Gives the copy its name. False where something has it by now: whoever compares the two will see. */
async function place(fileSystem: FileSystem, temporary: string, path: string): Promise<boolean> {
  const { async } = fileSystem;
  try {
    await async.link(temporary, path);
    return true;
  } catch (error) {
    const errno = errnoOf(error) ?? '';
    if (errno === 'EEXIST') return false;
    if (!LINK_UNSUPPORTED.includes(errno)) throw error;
  }
  if ((await statOf(fileSystem, path)) !== undefined) return false;
  await async.rename(temporary, path);
  return true;
}
