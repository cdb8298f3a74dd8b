import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { isGone } from './list-folder.js';

export interface PlainFile {
  fd: number;
  /** Bytes that the file has now. */
  size: number;
  close(): void;
}

/** Absent on Windows, where 0 changes nothing. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/** What opening a link or a socket gives. */
const NOT_PLAIN = ['ELOOP', 'ENXIO'];

/** Opens a file for reading; undefined where there is none, or a link, a FIFO or a device has its name. */
export function openPlainFile(path: string): PlainFile | undefined {
  const fd = openNoLink(path);
  if (fd === undefined) return undefined;
  const close = (): void => closeSync(fd);
  const stat = fstatSync(fd);
  if (stat.isFile()) return { fd, size: stat.size, close };
  close();
  return undefined;
}

/** Opens for reading what has a name, but no link; undefined where there is nothing that can be opened. */
export function openNoLink(path: string): number | undefined {
  try {
    return openSync(path, FLAGS);
  } catch (error) {
    if (isGone(error) || NOT_PLAIN.includes(String((error as { code?: unknown }).code))) return undefined;
    throw error;
  }
}
