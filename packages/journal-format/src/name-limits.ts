/** Characters of the device in a file name. Source: the Opta CLI's session logs. */
export const MAX_DEVICE_SLUG = 24;

/** Characters of the summary in a session log's name. Source: the Opta CLI's session logs. */
export const MAX_SUMMARY_SLUG = 56;

/** Characters of the slug in an update log's name. Source: the Opta CLI's update logs. */
export const MAX_UPDATE_SLUG = 60;

/** Bytes of a whole file name: fits every file system, archive and sync tool with a suffix of its own. */
export const MAX_FILE_NAME_BYTES = 120;
