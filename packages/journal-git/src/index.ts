export type { ChangedFiles, RenamedFile } from './changed-files.js';
export { findCommit } from './find-commit.js';
export { findRepositoryRoot } from './find-repository-root.js';
export { type ListChangedFilesOptions, listChangedFiles } from './list-changed-files.js';
export type { MergedFile, MergedTree } from './merged-tree/merged-tree.js';
export { type ReadMergedTreeOptions, readMergedTree } from './merged-tree/read-merged-tree.js';
export { parseGitStatus } from './parse-git-status.js';
export { type GitFacts, readGitFacts } from './read-git-facts.js';
