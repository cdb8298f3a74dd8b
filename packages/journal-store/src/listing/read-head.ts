import type { FrontmatterValue } from '@opta/journal-format';
import { readYamlFrontmatter } from '@opta/journal-format/yaml-frontmatter';
import {
  call,
  errnoOf,
  type FileProgram,
  type FileStat,
  OPEN_FLAGS,
  runProgramSync,
  type SyncFileSystem,
} from '@opta/journal-fs';
import { HEAD_BYTES, MAX_FRONTMATTER_BYTES } from '../constants.js';

export interface LogHead {
  stat: FileStat;
  frontmatter: Record<string, FrontmatterValue>;
  readable: boolean;
  reason?: string;
  /** What was read: the first kilobytes, which are all of most update logs. */
  text: string;
}

/** Used again for every head; a listing reads one after the other. */
const sharedBuffer = Buffer.allocUnsafeSlow(MAX_FRONTMATTER_BYTES);

/**
 * Reads the frontmatter of a log without its body, synchronously: in bulk that is seven times faster than
 * through promises.
 *
 * @returns undefined if it is gone, or is no plain file
 */
export function readHead(fileSystem: SyncFileSystem, path: string): LogHead | undefined {
  try {
    return runProgramSync(readLogHead(path, sharedBuffer), fileSystem);
  } catch (error) {
    return unreadable(fileSystem, path, error);
  }
}

/**
 * Program: the same, with the system's own error where it refuses.
 *
 * @param buffer - for {@link MAX_FRONTMATTER_BYTES} bytes; not to be used by another program meanwhile
 */
export function* readLogHead(path: string, buffer: Buffer): FileProgram<LogHead | undefined> {
  const fd = yield* call.open(path, OPEN_FLAGS.readFile);
  try {
    const stat = yield* call.fstat(fd);
    if (stat.kind !== 'file') return undefined;
    return { stat, ...(yield* parseHead(fd, buffer)) };
  } finally {
    yield* call.close(fd);
  }
}

/** What is known of a file without opening it. */
export function statLog(fileSystem: SyncFileSystem, path: string): FileStat | undefined {
  try {
    const stat = fileSystem.lstat(path);
    return stat.kind === 'file' ? stat : undefined;
  } catch {
    return undefined;
  }
}

function unreadable(fileSystem: SyncFileSystem, path: string, error: unknown): LogHead | undefined {
  const stat = statLog(fileSystem, path);
  if (stat === undefined) return undefined;
  const reason = `the file cannot be read (${errnoOf(error) ?? 'unknown error'})`;
  return { stat, frontmatter: {}, readable: false, reason, text: '' };
}

function* parseHead(fd: number, buffer: Buffer): FileProgram<Omit<LogHead, 'stat'>> {
  let length = yield* call.read(fd, buffer, 0, HEAD_BYTES, 0);
  let text = buffer.toString('utf8', 0, length);
  if (!/^\uFEFF?---[ \t]*\r?\n/.test(text)) return failed('no frontmatter', text);
  if (length === HEAD_BYTES && !/\n---[ \t]*\r?\n/.test(text)) {
    length += yield* call.read(fd, buffer, length, buffer.length - length, length);
    text = buffer.toString('utf8', 0, length);
  }
  return parseFrontmatter(text);
}

function parseFrontmatter(text: string): Omit<LogHead, 'stat'> {
  try {
    const frontmatter = readYamlFrontmatter(text);
    return frontmatter === undefined
      ? failed('the frontmatter has no end or is no list of keys', text)
      : { frontmatter, readable: true, text };
  } catch (error) {
    return failed(`the frontmatter cannot be read: ${(error as Error).message}`, text);
  }
}

function failed(reason: string, text: string): Omit<LogHead, 'stat'> {
  return { frontmatter: {}, readable: false, reason, text };
}
