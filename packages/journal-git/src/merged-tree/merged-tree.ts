/** The files that there would be after a merge. */
export interface MergedTree {
  /** By path, by code unit. */
  files: MergedFile[];
  /**
   * `merge`: git merged the commits. `names`: this git cannot do that without a work tree (before 2.38); which files
   * there would be was told from the names on each side and where they parted, so no folder is followed that was renamed.
   */
  by: 'merge' | 'names';
  /**
   * Whether all have a commit in common. Where they have none, as in a shallow clone, what one side has renamed or
   * removed is still there on the other.
   */
  isRelated: boolean;
}

export interface MergedFile {
  /** From the root of the repository, separated by `/`. */
  path: string;
  /** Those of the merged heads that have this path, as they were named; none where only the merge puts it there. */
  heads: string[];
  /** Whether several heads have each added a file of their own under this path, of which a merge can keep only one. */
  isContested: boolean;
}
