import { statIfThere } from '../folders/list-folder.js';

/** What tells one file under a name from another one. */
export function identityOf(path: string): string | undefined {
  const stat = statIfThere(path);
  return stat && `${stat.ino}-${stat.size}-${stat.mtimeMs}`;
}
