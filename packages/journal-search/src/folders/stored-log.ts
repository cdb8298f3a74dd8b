import type { Stats } from 'node:fs';
import { type Place, pathIn } from './list-folder.js';

/** A session or update log as a folder has it. There may be 100,000 of them, so what can be made is not kept. */
export class StoredLog {
  readonly kind: 'session' | 'update';
  /** Its own name, which it also has in the archive. */
  readonly fileName: string;
  readonly size: number;
  /** Epoch milliseconds of the last change of the inode. */
  readonly changedAt: number;
  /** Epoch milliseconds of the last change of the content. */
  readonly modifiedAt: number;
  readonly #place: Place;

  constructor(
    kind: StoredLog['kind'],
    fileName: string,
    place: Place,
    stat: Pick<Stats, 'size' | 'mtimeMs' | 'ctimeMs'>,
  ) {
    this.kind = kind;
    this.fileName = fileName;
    this.#place = place;
    this.size = stat.size;
    this.modifiedAt = stat.mtimeMs;
    this.changedAt = stat.ctimeMs;
  }

  get path(): string {
    return pathIn(this.#place, this.fileName);
  }

  /** Month of the archive, `YYYY-MM`; undefined for a live log. */
  get archived(): string | undefined {
    return this.#place.archived;
  }

  /**
   * Changes with every change of the file: size, and times of the last change of content and inode. The second one
   * cannot be set back by a copy that keeps times.
   */
  get stamp(): string {
    return `${this.size}-${this.modifiedAt}-${this.changedAt}`;
  }

  isAs({ size, mtimeMs, ctimeMs }: Pick<Stats, 'size' | 'mtimeMs' | 'ctimeMs'>): boolean {
    return size === this.size && mtimeMs === this.modifiedAt && ctimeMs === this.changedAt;
  }
}

/** The two log folders, and how names in them are read as times. */
export interface LogFolders {
  sessionLogsDir: string;
  updateLogsDir: string;
  timeZone: string;
}
