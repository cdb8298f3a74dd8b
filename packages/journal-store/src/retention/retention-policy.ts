/** What is kept in the folder. Every limit that is given holds; the oldest logs go first. */
export interface RetentionPolicy {
  /** Label of this machine. Only its own sessions are touched. */
  device: string;
  /** `archive` (default): into the archive; `delete`: for good; `off`: nothing happens. */
  mode?: 'archive' | 'delete' | 'off' | undefined;
  /** Days after which a session goes, by the date in its name. */
  retentionDays?: number | undefined;
  /** Finished sessions that stay. Pinned ones are not counted. */
  maxSessionLogs?: number | undefined;
  /** Bytes that finished sessions may take, their event logs included, the archive and pinned ones not. */
  maxTotalBytes?: number | undefined;
  /** Bytes that must be free on the disk. */
  minFreeBytes?: number | undefined;
  /** Bytes that are free; default: what the system says. */
  freeBytes?: number | undefined;
  /** Limits for update logs, which are a chronicle: without this they are kept for ever. */
  updateLogs?: UpdateLogPolicy | undefined;
  /**
   * `lmx`: the rules of Opta LMX. Every `.md` and `.jsonl` file counts for itself, also outside the convention,
   * is judged by the time of its last change, and may be of any device.
   */
  compat?: 'lmx' | undefined;
  /** What counts as now, in epoch milliseconds. Default: the clock. */
  now?: number | undefined;
}

export interface UpdateLogPolicy {
  /** Days after which an update log goes, by the date in its name. */
  retentionDays?: number | undefined;
  /** Update logs that stay. */
  maxUpdateLogs?: number | undefined;
}
