/** A file under a new name. */
export interface RenamedFile {
  from: string;
  to: string;
}

/**
 * What differs in a work tree. Paths are relative to the root of the repository, separated by `/`,
 * unquoted, sorted by code unit and each in one list only.
 */
export interface ChangedFiles {
  created: string[];
  modified: string[];
  deleted: string[];
  renamed: RenamedFile[];
}
