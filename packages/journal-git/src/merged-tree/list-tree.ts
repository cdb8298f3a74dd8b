import { splitFields } from '../split-fields.js';
import type { ScratchRepository } from './scratch-repository.js';

/** Every file of a tree below a folder, with the identifier of its content. */
export async function listTree(
  { git }: ScratchRepository,
  tree: string,
  folder: string,
): Promise<Map<string, string> | undefined> {
  const paths = folder === '' ? [] : ['--', folder];
  const listed = await git('--literal-pathspecs', 'ls-tree', '-r', '-z', '--full-tree', tree, ...paths);
  if (!listed.ok) return undefined;
  return new Map(splitFields(listed.output).flatMap(toEntry));
}

/** `<mode> <type> <object>\t<path>`. Source: git-ls-tree(1), "Output format". */
function toEntry(field: string): [path: string, object: string][] {
  const tab = field.indexOf('\t');
  const [, , object] = field.slice(0, tab).split(' ');
  return tab === -1 || object === undefined ? [] : [[field.slice(tab + 1), object]];
}
