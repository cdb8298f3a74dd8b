/** A file of a log folder, live or in its archive. */
export interface StoredFile {
  /** The log's own name, also where it is stored compressed. */
  fileName: string;
  path: string;
  /** The folder of the archive, `YYYY-MM`; absent for a live log. */
  archived?: string;
  /** Whether the file is the log's gzip. */
  isCompressed: boolean;
}
