import { describe, expect, it } from 'vitest';
import { parseMergeTree } from './parse-merge-tree.js';

const TREE = 'b20c0cd257e40208986d4a9a971ce72b916b4ca9';
const BLOB = '28ce6a8b26aa170e1de65536fe8abe1832bd3242';

describe('parseMergeTree', () => {
  it('gives the tree where nothing is in conflict', () => {
    expect(parseMergeTree(`${TREE}\0`)).toEqual({ tree: TREE, contested: [] });
  });

  it('tells a path that both have added from one that both have changed or one has removed', () => {
    const fields = [
      [2, 'u/007\tnew\nline.md'],
      [3, 'u/007\tnew\nline.md'],
      [1, 'changed'],
      [2, 'changed'],
      [3, 'changed'],
      [1, 'removed'],
      [3, 'removed'],
    ].map(([stage, path]) => `100644 ${BLOB} ${stage}\t${path}\0`);
    expect(parseMergeTree(`${TREE}\0${fields.join('')}`)).toEqual({
      tree: TREE,
      contested: ['u/007\tnew\nline.md'],
    });
  });

  it.each([[''], ['usage: git merge-tree\n'], ['fatal\0'], [TREE]])('knows nothing of %j', (output) => {
    expect(parseMergeTree(output)).toBeUndefined();
  });
});
