import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadJournalingConfig } from '@opta/journal-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type CodeBlock, readGuides } from './guides/guide.js';
import { NOT_RUN } from './guides/not-run.js';
import { findMistake, readNamedDefaults } from './guides/option-defaults.js';
import { outputPattern } from './guides/output-pattern.js';
import { Workbench } from './guides/workbench.js';
import { root } from './workspace.js';

const MAX_LINES = 120;

const guides = readGuides();
const bench = new Workbench();
afterAll(() => bench.close());

/** A block that is more than a text to look at. */
const DONE = ['ts', 'sh'];
const firstLine = ({ code }: CodeBlock): string => code.split('\n', 1)[0] as string;
const titled = (blocks: CodeBlock[]) =>
  blocks.map((block) => [`${firstLine(block)} (line ${block.lineNumber})`, block] as const);

describe('the TypeScript of all guides', () => {
  it('compiles', () => {
    const placed = guides.flatMap((guide) =>
      guide.blocks
        .filter(({ language, source }) => language === 'ts' && source === undefined)
        .map((block) => bench.place(guide, block)),
    );
    expect(placed.length).toBeGreaterThan(0);
    expect(bench.compile()).toBe('');
  });
});

describe('the settings in the README of journal-runtime', () => {
  it('have the defaults that the code has', () => {
    const readme = readFileSync(join(root, 'packages/journal-runtime/README.md'), 'utf8');
    const named = readNamedDefaults(readme);
    expect(named.length).toBeGreaterThan(20);
    expect(named.flatMap((each) => findMistake(each) ?? [])).toEqual([]);
  });
});

describe.each(guides.map((guide) => [guide.name, guide] as const))('%s', (name, guide) => {
  beforeAll(() => bench.prepare(guide));

  it(`has at most ${MAX_LINES} lines and stands in the index`, () => {
    expect(guide.text.split('\n').length - 1).toBeLessThanOrEqual(MAX_LINES);
    expect(readFileSync(join(root, 'docs/README.md'), 'utf8')).toContain(`(guides/${name})`);
  });

  it('leaves blocks out only for a reason', () => {
    const left = guide.blocks.filter(({ isRun, language }) => !isRun && DONE.includes(language));
    expect(left.map(firstLine).sort()).toEqual(Object.keys(NOT_RUN[name] ?? {}).sort());
  });

  it('gives the defaults that the code has', () => {
    expect(readNamedDefaults(guide.text).flatMap((named) => findMistake(named) ?? [])).toEqual([]);
  });

  const quoted = guide.blocks.filter(({ source }) => source !== undefined);
  it.each(titled(quoted))('quotes lines of a file: %s', (_, { code, source = '' }) => {
    expect(existsSync(join(root, source)), source).toBe(true);
    expect(`\n${readFileSync(join(root, source), 'utf8')}`).toContain(`\n${code}`);
  });

  const texts = guide.blocks.filter(({ language }) => ['json', 'yaml'].includes(language));
  it.each(titled(texts))('shows what can be read: %s', (_, { language, code }) => {
    const data = language === 'json' ? JSON.parse(code) : parse(code);
    if (data?.journaling !== undefined) loadJournalingConfig({ config: data.journaling, environment: {} });
  });

  const used = guide.blocks.filter(({ file, isRun, language, source }) => {
    return file !== undefined || (isRun && source === undefined && DONE.includes(language));
  });
  // Each finds what those above it have left.
  it.each(titled(used))('%s', (_, block) => {
    if (block.file !== undefined) return bench.save(guide, block);
    const { exitCode, printed } = bench.run(guide, block);
    expect(exitCode, printed).toBe(block.exitCode);
    if (block.output !== undefined) expect(printed).toMatch(outputPattern(block.output));
  });
});
