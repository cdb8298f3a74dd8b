/** Paths with the identifiers of their content. */
export type Names = ReadonlyMap<string, string>;

export interface MergedNames {
  names: Map<string, string>;
  /** Paths that both sides have added, with different content. */
  contested: string[];
}

/**
 * Which files there are after a merge, told by their names alone: those of either side, but for what the other side
 * has removed or renamed since they parted.
 *
 * @param base where they parted; empty where that is not known
 */
export function mergeNames(ours: Names, theirs: Names, base: Names): MergedNames {
  const merged: MergedNames = { names: new Map(), contested: [] };
  for (const [path, object] of [...ours, ...theirs]) {
    const isRemoved = base.has(path) && !(ours.has(path) && theirs.has(path));
    if (!isRemoved && !merged.names.has(path)) merged.names.set(path, object);
  }
  for (const [path, object] of ours) {
    const other = theirs.get(path);
    if (other !== undefined && other !== object && !base.has(path)) merged.contested.push(path);
  }
  return merged;
}
