export type { ChangedFiles, RenamedFile } from './changed-files.js';
export { findRepositoryRoot } from './find-repository-root.js';
export { type ListChangedFilesOptions, listChangedFiles } from './list-changed-files.js';
export { parseGitStatus } from './parse-git-status.js';
export { type GitFacts, readGitFacts } from './read-git-facts.js';
