import { type CST, Parser } from 'yaml';

/**
 * How many lists and maps of a YAML text are in each other. Not recursive, whatever comes: what builds values is,
 * and a stack that runs out inside a regular expression ends the whole process.
 */
export function yamlDepth(yaml: string): number {
  const open = [...new Parser().parse(yaml)].map((token) => ({ token, depth: 0 }));
  let deepest = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const depth = 'items' in next.token ? next.depth + 1 : next.depth;
    deepest = Math.max(deepest, depth);
    for (const token of childrenOf(next.token)) open.push({ token, depth });
  }
  return deepest;
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value].filter((part) => part != null));
}
