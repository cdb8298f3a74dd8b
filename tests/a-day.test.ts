import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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
  [/"pid":\d+/g, '"pid":0'],
  [/,"(?:process_start|boot_id|machine_id|pid_namespace)":"[^"]*"/g, ''],
];

function readAll(path: string): Record<string, string> {
  const files = ['12-Session-Logs', 'updates'].flatMap((name) =>
    readdirSync(join(path, name), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${name}/${entry.name}`),
  );
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(join(path, file), 'utf8')]));
}

function withoutVarying(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [
      file,
      VARYING.reduce((result, [pattern, by]) => result.replace(pattern, by), text),
    ]),
  );
}

function jsonLines(text: string): { event_type: string; data: Record<string, unknown> }[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const committed = readAll(example);
const sessionLogs = Object.entries(committed).filter(([file]) => /\/2026[^/]*\.md$/.test(file));

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
    expect(withoutVarying(readAll(folder))).toEqual(withoutVarying(committed));
  });

  it.each(['morning', 'afternoon'])('counts every event of the %s', (part) => {
    const events = jsonLines(readFileSync(join(example, `recorded/${part}.jsonl`), 'utf8'));
    const counted = events.map((event) => event.event_type).filter((type) => type !== 'heartbeat');
    const log = sessionLogs[part === 'morning' ? 0 : 1]?.[1] ?? '';
    expect(log).toContain(`- Total events: ${counted.length}\n`);
    for (const type of new Set(counted)) {
      expect(log).toContain(`| ${type} | ${counted.filter((other) => other === type).length} |`);
    }
  });

  it('has an event log of the same session for each session log', () => {
    expect(sessionLogs).toHaveLength(2);
    for (const [file, text] of sessionLogs) {
      const [, session, eventLog] = /^session: "(.+)"\nevent_log: "(.+)"$/m.exec(text) ?? [];
      const [start] = jsonLines(committed[`12-Session-Logs/${eventLog}`] ?? '{}');
      expect(start?.data, file).toMatchObject({ session });
    }
  });

  it('names the last log of each series, with its identifier, in last-numbers.txt', () => {
    for (const number of ['001', '205']) {
      const [file, text = ''] =
        Object.entries(committed).find(([name]) => name.startsWith(`updates/${number}_`)) ?? [];
      const uid = /^uid: "(.+)"$/m.exec(text)?.[1];
      expect(committed['updates/last-numbers.txt']).toContain(
        ` ${number} ${uid} ${file?.replace('updates/', '')}\n`,
      );
    }
  });

  it('carries no version or commit of this repository', () => {
    const found = Object.values(committed).flatMap(
      (text) => text.match(/^(?:commit|version_\w+): .*$/gm) ?? [],
    );
    expect([...new Set(found)].sort()).toEqual([
      'commit: ""',
      'commit: "4f1c2ab"',
      'version_after: ""',
      'version_after: "0.1.0"',
      'version_before: ""',
      'version_before: "0.1.0"',
    ]);
  });

  it('has a README that quotes the logs and links to files that exist', () => {
    const readme = readFileSync(join(example, 'README.md'), 'utf8');
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect(existsSync(join(example, link)), link).toBe(true);
    const quoted = readme.match(/^- (?:Ended|Models|Failed).*$/gm) ?? [];
    expect(quoted).toHaveLength(3);
    for (const line of quoted) expect(sessionLogs[0]?.[1]).toContain(`${line}\n`);
  });
});
