import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventSeverity } from '@opta/journal-format';
import { missingRequirement } from 'test-kit';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readBlocks } from './guides/guide.js';
import { root } from './workspace.js';

const example = join(root, 'examples/a-day');
const home = mkdtempSync(join(tmpdir(), 'opta-reading-'));
afterAll(() => rmSync(home, { recursive: true }));

const blocks = readBlocks(readFileSync(join(root, 'docs/guides/reading.md'), 'utf8'));
const blocksWith = (tool: string) =>
  blocks.filter(({ isRun, code }) => !isRun && new RegExp(`(?:^|\\| )${tool} `, 'm').test(code));

/** Runs a command in the example and gives what it printed; the formats of lnav are a folder of their own. */
function run(code: string): string {
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', code], {
    cwd: example,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: home, TERM: 'dumb', TZ: 'UTC', LC_ALL: 'C.UTF-8' },
  });
  expect(status, stderr).toBe(0);
  return stdout;
}

describe.each(['jq', 'lnav'])('%s', (tool) => {
  const missing = missingRequirement({ programs: { [tool]: tool } });
  const name =
    missing === undefined ? 'answers as the guide shows' : `answers as the guide shows (${missing})`;

  it.skipIf(missing !== undefined)(name, () => {
    const shown = blocksWith(tool);
    expect(shown.length).toBeGreaterThan(1);
    for (const { code, output } of shown) {
      const printed = run(code.replace('docs/lnav', join(root, 'docs/lnav')));
      if (output !== undefined) expect(`${printed.trimEnd()}\n`).toBe(output);
    }
  });
});

const format = JSON.parse(readFileSync(join(root, 'docs/lnav/opta_journal.json'), 'utf8')).opta_journal;

describe('the format for lnav', () => {
  /** The words of SEVERITIES, by their class. */
  const source = readFileSync(join(root, 'packages/journal-format/src/event-class.ts'), 'utf8');
  const table = source.slice(source.indexOf('const SEVERITIES'), source.indexOf('const CATEGORIES'));
  const words = [...table.matchAll(/'([a-z_]+)'/g)].map(([, word = '']) => word);

  /** The one class whose pattern a type fits, else `info`, as lnav has it. */
  function levelOf(type: string): string {
    const levels = Object.entries(format.level as Record<string, string>).filter(([, pattern]) =>
      new RegExp(pattern.replace('(?i)', ''), 'i').test(type),
    );
    expect(levels.length, type).toBeLessThanOrEqual(1);
    return levels[0]?.[0] ?? 'info';
  }

  it('classes types as eventSeverity does, also with words of several classes', () => {
    expect(words.length).toBeGreaterThan(20);
    const types = words.flatMap((word) => [
      word,
      ...words.map((other) => `model_${word}_${other.toUpperCase()}`),
    ]);
    for (const type of ['model_loaded', 'journal_note', ...types]) {
      expect(levelOf(type), type).toBe(eventSeverity(type));
    }
  });

  it.each([
    ['2026-03-14-080211-studio-events.jsonl', true],
    ['2026-03-14-080211-studio-events-2.jsonl', true],
    ['2026-03-14-080211-studio-events-2.3.jsonl', true],
    ['archive/2026-03/2026-03-14-080211-studio-events.jsonl.gz', true],
    ['morning.jsonl', false],
    ['2026-03-14-0802-studio-events.md', false],
  ])('is for %s: %s', (name, expected) => {
    expect(new RegExp(format['file-pattern']).test(name)).toBe(expected);
  });
});

describe('frontmatter in Obsidian', () => {
  const heads = ['12-Session-Logs', 'updates'].flatMap((folder) =>
    readdirSync(join(example, folder))
      .filter((name) => /^\d.*\.md$/.test(name))
      .map((name): [string, Record<string, unknown>] => {
        const text = readFileSync(join(example, folder, name), 'utf8');
        return [name, parse(/^---\n([\s\S]*?)^---$/m.exec(text)?.[1] ?? '')];
      }),
  );

  it.each(heads)('has the types that the guide names: %s', (_, head) => {
    expect(head.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const [key, value] of Object.entries(head)) {
      const expected =
        key === 'promoted' ? 'boolean' : key === 'id' && !String(value).startsWith('0') ? 'number' : 'string';
      expect(typeof value, key).toBe(expected);
    }
  });
});
