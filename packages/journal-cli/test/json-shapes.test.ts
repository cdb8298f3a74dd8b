import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import {
  eventLines,
  makeFiles,
  SESSIONS,
  sessionText,
  UPDATES,
  updateText,
} from './support/mended-journal.js';
import { runCommand } from './support/run-command.js';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/cli.md'), 'utf8');
const SESSION = '2026-02-24-0930-studio-runtime-session.md';

/** What the page says of a schema: its own keys, and after a list those of what it holds. */
interface Shape {
  keys: string[];
  optional: string[];
  items: Map<string, string[]>;
}

const SHAPES = new Map(
  [...PAGE.matchAll(/^\| `[^|]*` \| `opta-journal\.([a-z-]+)` \| (.*) \|$/gm)].map(([, schema, text]) => [
    schema as string,
    readShape(text as string),
  ]),
);

/** `a`, `b[]`: `c`, `d?`; `e`: after a colon come the keys inside, after a semicolon those outside again. */
function readShape(text: string): Shape {
  const shape: Shape = { keys: [], optional: [], items: new Map() };
  for (const part of text.replace(/\([^)]*\)/g, '').split(';')) {
    const [outside = '', ...inside] = part.split(/(?<=`[a-zA-Z]+(?:\[\])?`):/);
    const own = namesIn(outside);
    for (const name of own)
      (name.endsWith('?') ? shape.optional : shape.keys).push(name.replace(/[?[\]]/g, ''));
    const list = own.at(-1);
    if (inside.length > 0 && list?.endsWith('[]'))
      shape.items.set(list.slice(0, -2), namesIn(inside[0] as string));
  }
  return shape;
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/`([a-zA-Z]+(?:\[\])?\??)`/g)].map(([, name]) => name as string);
}

function makeJournal(): string {
  return makeFiles({
    [`${SESSIONS}/${SESSION}`]: sessionText('2026-02-24', '09:30 UTC'),
    [`${SESSIONS}/2026-02-24-110000-studio-events.jsonl`]: eventLines('01J', ['model_loaded']),
    [`${UPDATES}/007_2026-02-24_a.md`]: updateText('007'),
    [`${UPDATES}/007_2026-02-24_b.md`]: updateText('007', '11:00:00'),
  });
}

it.each([
  ['sessions', ['sessions']],
  ['updates', ['updates']],
  ['log', ['show', SESSION]],
  ['search', ['search', 'changed']],
  ['stats', ['stats']],
  ['status', ['status']],
  ['log-written', ['log', 'Changed the pot.']],
  ['init', ['init', '--yes']],
  ['config', ['config', 'show']],
  ['config-check', ['config', 'check']],
  ['doctor', ['doctor']],
  ['doctor-fix', ['doctor', '--fix', '--dry-run']],
  ['verify', ['verify']],
  ['recover', ['recover', '--dry-run']],
  ['prune', ['prune', '--dry-run']],
  ['restore', ['restore', SESSION]],
  ['unit', ['attach', 'http://127.0.0.1:1', '--print-unit', 'systemd']],
])('opta-journal.%s has the keys that docs/cli.md names', async (schema, words) => {
  const env = { XDG_CACHE_HOME: makeTemporaryFolder() };
  const { stdout, stderr } = await runCommand([...words, '--json'], { cwd: makeJournal(), env });
  expect(stdout, stderr).not.toBe('');
  const { schema: named, version, ...document } = JSON.parse(stdout);
  expect({ named, version }).toEqual({ named: `opta-journal.${schema}`, version: 1 });
  const shape = SHAPES.get(schema) as Shape;
  const own = Object.keys(document).filter((key) => !shape.optional.includes(key));
  expect(own.sort()).toEqual([...shape.keys].sort());
  for (const [list, names] of shape.items) {
    const required = names.filter((name) => !name.endsWith('?')).map((name) => name.replace('[]', ''));
    for (const item of document[list] as object[]) {
      expect(Object.keys(item)).toEqual(expect.arrayContaining(required));
      expect(names.map((name) => name.replace(/[?[\]]/g, ''))).toEqual(
        expect.arrayContaining(Object.keys(item)),
      );
    }
  }
});
