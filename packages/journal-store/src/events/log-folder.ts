import type { FileSystem } from '@opta/journal-fs';

/** Where logs are looked for. */
export interface LogFolder {
  fileSystem: FileSystem;
  directory: string;
}
