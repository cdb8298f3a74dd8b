/** A session or update log as a folder has it. */
export interface StoredLog {
  kind: 'session' | 'update';
  /** Its own name, which it also has in the archive. */
  fileName: string;
  path: string;
  /** Month of the archive, `YYYY-MM`; absent for a live log. */
  archived?: string;
  size: number;
  /**
   * Changes with every change of the file: size, and times of the last change of content and inode. The second one
   * cannot be set back by a copy that keeps times.
   */
  stamp: string;
  /** Epoch milliseconds of the last change of the inode. */
  changedAt: number;
}

/** The two log folders, and how names in them are read as times. */
export interface LogFolders {
  sessionLogsDir: string;
  updateLogsDir: string;
  timeZone: string;
}
