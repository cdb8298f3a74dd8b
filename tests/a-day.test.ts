import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runOk } from './run-command.js';
import { root } from './workspace.js';

const example = join(root, 'examples/a-day');
const folder = mkdtempSync(join(tmpdir(), 'opta-a-day-'));

/** What differs from one run to the next: identifiers, the process, the machine. */
const VARYING: [RegExp, string][] = [
  [/\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b/g, 'ULID'],
  [
    /"(pid|process_start|boot|machine|boot_id|machine_id|processStart|bootId|machineId)":(?:"[^"]*"|\d+)/g,
    '"$1":0',
  ],
  [/^(version_before|version_after|commit): .*$/gm, '$1: ""'],
];

function readAll(path: string): Record<string, string> {
  const files = ['12-Session-Logs', 'updates'].flatMap((name) =>
    readdirSync(join(path, name), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${name}/${entry.name}`),
  );
  return Object.fromEntries(
    files.sort().map((file) => {
      const text = readFileSync(join(path, file), 'utf8');
      return [file, VARYING.reduce((result, [pattern, by]) => result.replace(pattern, by), text)];
    }),
  );
}

describe('examples/a-day', () => {
  beforeAll(async () => {
    await runOk(
      process.execPath,
      ['--conditions=@opta/source', '--import', 'tsx', join(example, 'make.ts'), folder],
      { cwd: example },
    );
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what the journal makes of the recorded events (pnpm --filter a-day start writes it)', () => {
    expect(readAll(folder)).toEqual(readAll(example));
  });

  it.each(['morning', 'afternoon'])('counts every event of the %s', (part) => {
    const events = readFileSync(join(example, `recorded/${part}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).event_type);
    const counted = events.filter((type) => type !== 'heartbeat');
    const logs = Object.entries(readAll(example)).filter(
      ([file]) => file.startsWith('12-Session-Logs/2026') && file.endsWith('.md'),
    );
    const log = logs[part === 'morning' ? 0 : 1]?.[1] ?? '';
    expect(log).toContain(`- Total events: ${counted.length}\n`);
    for (const type of new Set(counted)) {
      expect(log).toContain(`| ${type} | ${counted.filter((other) => other === type).length} |`);
    }
  });
});
