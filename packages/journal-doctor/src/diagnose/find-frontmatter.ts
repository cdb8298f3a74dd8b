import { quote } from '../errors.js';
import { createFinding, type Finding, type Folder } from '../finding.js';

/** What the store says of a log that has no frontmatter at all. */
const MISSING = 'no frontmatter';

/** Logs whose frontmatter is missing or cannot be read. */
export function findFrontmatter(
  folder: Folder,
  logs: readonly { fileName: string; readable: boolean; reason?: string }[],
): Finding[] {
  return logs
    .filter(({ readable }) => !readable)
    .map(({ fileName, reason = 'unknown' }) =>
      reason === MISSING
        ? createFinding(
            'frontmatter-missing',
            [fileName],
            { folder },
            `${quote(fileName)} has no frontmatter.`,
          )
        : createFinding(
            'frontmatter-unreadable',
            [fileName],
            { folder, reason },
            `${quote(fileName)}: ${reason}.`,
          ),
    );
}
