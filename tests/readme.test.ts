import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type CodeBlock, type Guide, readBlocks } from './guides/guide.js';
import { Workbench } from './guides/workbench.js';
import { root } from './workspace.js';

const text = readFileSync(join(root, 'README.md'), 'utf8');
const readme: Guide = { name: 'README.md', text, blocks: readBlocks(text) };
const bench = new Workbench();
afterAll(() => bench.close());

const [formatter, runtime, ...others] = readme.blocks.filter(({ language }) => language === 'ts') as [
  CodeBlock,
  CodeBlock,
];

it('shows the formatter and the runtime, as the compiler takes them', () => {
  expect(others).toEqual([]);
  bench.prepare(readme);
  bench.place(readme, formatter);
  bench.place(readme, runtime);
  expect(bench.compile()).toBe('');
});

it('prints the update log that the formatter makes', () => {
  const { exitCode, printed } = bench.run(readme, formatter);
  expect(exitCode, printed).toBe(0);
  expect(printed).toMatch(
    /^---\nid: "007"\n[\s\S]*\n# Raise the context window\n[\s\S]*\n- Every model now takes 32 k tokens\.\n/,
  );
});

it('leaves logs in the folders that it names', () => {
  const { exitCode, printed } = bench.run(readme, runtime);
  expect(exitCode, printed).toBe(0);
  const sessions = readdirSync(join(bench.folderOf(readme), 'sessions'));
  expect(sessions.filter((name) => name.endsWith('-first-evening.md'))).toHaveLength(1);
  expect(sessions.filter((name) => name.endsWith('-events.jsonl'))).toHaveLength(1);
  const updates = readdirSync(join(bench.folderOf(readme), 'updates'));
  expect(updates.filter((name) => name.endsWith('_load-tiny.md'))).toHaveLength(1);
});
