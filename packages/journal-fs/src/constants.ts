/** Folder inside a log folder that holds what is ours: claims and temporary files. */
export const STATE_DIRECTORY = '.opta-journal';

/** Longest name of a file in bytes: NAME_MAX of Linux, macOS and most others. */
export const MAX_NAME_BYTES = 255;

/** Longest part of a foreign value that a message repeats, in characters. */
export const MAX_QUOTED_CHARACTERS = 200;

/** Random bytes in the name of a temporary file: 128 bits, so that no two hosts on a shared folder meet. */
export const TEMPORARY_NAME_BYTES = 16;

/** A temporary file older than this belongs to a process that died. Publishing takes milliseconds. */
export const STALE_TEMPORARY_FILE_MS = 3_600_000;

/** What `link` answers where the file system has no hard links (exFAT, SMB, some FUSE). */
export const LINK_UNSUPPORTED: readonly string[] = ['ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'ENOSYS', 'EMLINK'];

/** What syncing a folder answers where that is not possible: some file systems, and Windows (the last two). */
export const DIRECTORY_SYNC_UNSUPPORTED: readonly string[] = [
  'EINVAL',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EPERM',
  'EISDIR',
];

/** What `chmod` of something that we have just made answers where the file system keeps no modes. */
export const CHMOD_UNSUPPORTED: readonly string[] = ['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EINVAL'];

/** Longest wait before another attempt at what others are doing too. */
export const LONGEST_BACK_OFF_MS = 2048;
