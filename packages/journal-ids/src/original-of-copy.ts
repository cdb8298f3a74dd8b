/** Syncthing: `x.sync-conflict-20260224-101010-ABCDEFG.md`. */
const SYNC_CONFLICT = /\.sync-conflict-\d{8}-\d{6}(?:-[0-9A-Z]{7})?/gi;
/** Dropbox, Nextcloud: `x (Bob's conflicted copy 2026-02-24).md`. */
const CONFLICTED_COPY = / ?\([^()]*\bconflicted copy\b[^()]*\)/gi;
/** The same words without brackets. */
const BARE_CONFLICTED_COPY = /[ ._-]*\bconflicted copy\b.*?(?=(?:\.[^.]*)?$)/i;
/** iCloud, Finder, Google Drive: `x 2.md`, `x (1).md`. A title may end so as well. */
const NUMBERED_COPY = /(?: \d+| \(\d+\)|\(\d+\))(?=(?:\.[^.]*)?$)/;

/**
 * The name of the file of which a sync tool made a copy because two machines changed it.
 *
 * @param name - A file name without its folder.
 * @param siblings - All names of the folder: what may as well be a title counts as a copy only beside its
 *   original.
 * @returns undefined where the name is no copy's. The original need not be there any more.
 */
export function originalOfCopy(name: string, siblings?: ReadonlySet<string>): string | undefined {
  const marked = name
    .replace(SYNC_CONFLICT, '')
    .replace(CONFLICTED_COPY, '')
    .replace(BARE_CONFLICTED_COPY, '');
  // A copy of a copy has one original.
  if (marked !== name) return originalOfCopy(marked, siblings) ?? marked;
  const unnumbered = name.replace(NUMBERED_COPY, '');
  if (unnumbered === name || siblings?.has(unnumbered) !== true) return undefined;
  return originalOfCopy(unnumbered, siblings) ?? unnumbered;
}
