import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { formatCell } from '../src/commands/export/format-csv.js';
import { EVENT_LOG, line, lines, SESSIONS } from './support/event-log.js';
import { runCommand } from './support/run-command.js';

const HOSTILE = '<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1))';

function makeJournal(): string {
  const root = makeTemporaryFolder();
  for (const folder of [SESSIONS, 'updates']) mkdirSync(join(root, folder));
  const write = (name: string, text: string) => writeFileSync(join(root, name), text);
  for (const [hour, model] of [
    ['09', '=cmd|x'],
    ['10', 'tea, "green"'],
  ]) {
    const head = `date: 2026-02-24\ntime: "${hour}:30 UTC"\ndevice: "studio"\nmodel: ${JSON.stringify(model)}\nstatus: "clean"`;
    write(
      `${SESSIONS}/2026-02-24-${hour}30-studio-runtime-session.md`,
      `---\n${head}\n---\n\n# Session: Night\n\n## Summary\n- ${HOSTILE}\n`,
    );
  }
  write(`${SESSIONS}/${EVENT_LOG}`, lines(1, 3) + line(4, 'tea_failed', { why: HOSTILE }));
  write(
    'updates/001_2026-02-25_a.md',
    '---\nid: "001"\ndate: 2026-02-25\nauthor: "ann"\n---\n\n## Summary\n- x\n',
  );
  return root;
}

const parseLines = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .map((each) => JSON.parse(each));

describe('as NDJSON', () => {
  it('logs have one line each, the oldest first, with frontmatter and text', async () => {
    const { stdout, stderr, exitCode } = await runCommand(['export'], { cwd: makeJournal() });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const exported = parseLines(stdout);
    expect(exported.map(({ kind, fileName }) => [kind, fileName])).toEqual([
      ['session', '2026-02-24-0930-studio-runtime-session.md'],
      ['session', '2026-02-24-1030-studio-runtime-session.md'],
      ['update', '001_2026-02-25_a.md'],
    ]);
    expect(exported[1]).toMatchObject({
      began: '2026-02-24T10:30:00.000+00:00',
      frontmatter: { model: 'tea, "green"' },
      text: expect.stringContaining('<script>'),
    });
  });

  it('events are those of a time range, of a type and a severity', async () => {
    const cwd = makeJournal();
    const range = ['--since', '2026-02-24 10:00:02', '--until', '2026-02-24 10:00:03'];
    const inRange = await runCommand(['export', 'events', ...range], { cwd });
    expect(parseLines(inRange.stdout).map(({ seq }) => seq)).toEqual([2, 3]);
    const failed = await runCommand(['export', 'events', '--type', 'tea_*', '--severity', 'error'], { cwd });
    expect(parseLines(failed.stdout)).toMatchObject([{ kind: 'event', event_log: EVENT_LOG, seq: 4 }]);
  });
});

describe('as CSV', () => {
  it('is one table with its titles, quoted as RFC 4180 says, in which nothing is computed', async () => {
    const { stdout } = await runCommand(['export', 'sessions', '--format', 'csv'], { cwd: makeJournal() });
    const rows = stdout.split('\r\n');
    expect(rows[0]).toBe(
      'file_name,began,device,user,model,duration,status,session,event_log,archived,size_bytes,text',
    );
    expect(rows[1]).toContain(",studio,,'=cmd|x,");
    expect(rows[2]).toContain(',studio,,"tea, ""green""",');
    expect(rows.at(-1)).toBe('');
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['a=1', 'a=1'],
    ['a,"b"', '"a,""b"""'],
    ['a\nb', '"a\nb"'],
    ['=a,b', '"\'=a,b"'],
    ['\u001b[31m\r', '\\u001b[31m\\u000d'],
    [-1, '-1'],
    [undefined, ''],
  ])('%j is the cell %j', (value, cell) => {
    expect(formatCell(value)).toBe(cell);
  });

  it('takes one kind only', async () => {
    const { exitCode, stderr } = await runCommand(['export', '--format', 'csv'], { cwd: makeJournal() });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Export one of them');
  });
});

describe('as HTML', () => {
  it('is one page with contents and sections, which runs and loads nothing', async () => {
    const args = ['export', 'sessions', 'events', '--format', 'html'];
    const { stdout } = await runCommand(args, { cwd: makeJournal() });
    expect(stdout).toMatch(/^<!doctype html>/);
    expect(stdout).toContain("content=\"default-src 'none'; style-src 'unsafe-inline'");
    expect(stdout.match(/<section id="part-\d">/g)).toHaveLength(3);
    expect(stdout.match(/<li><a href="#part-\d">/g)).toHaveLength(3);
    expect(stdout).toContain('<h1>Session: Night</h1>');
    // What has no `<` of its own is text.
    expect(stdout).not.toMatch(/<(?:script|img|link|iframe)|href="javascript:|<[^>]*\son\w+=/);
    expect(stdout).toContain('&lt;script');
    expect(stdout.trimEnd()).toMatch(/<\/html>$/);
  });
});

describe('into a file', () => {
  it('is whole or not there, and replaces nothing without --force', async () => {
    const cwd = makeJournal();
    const args = ['export', 'events', '--output', 'out.ndjson'];
    const first = await runCommand(args, { cwd });
    expect([first.exitCode, first.stdout, first.stderr]).toEqual([0, '', 'out.ndjson: 4 of events.\n']);
    const content = readFileSync(join(cwd, 'out.ndjson'), 'utf8');
    expect(parseLines(content)).toHaveLength(4);
    const second = await runCommand([...args, '--type', 'tea_failed'], { cwd });
    expect(second.exitCode).toBe(2);
    expect(second.stderr).toContain('--force');
    expect(readFileSync(join(cwd, 'out.ndjson'), 'utf8')).toBe(content);
    await runCommand([...args, '--type', 'tea_failed', '--force'], { cwd });
    expect(parseLines(readFileSync(join(cwd, 'out.ndjson'), 'utf8'))).toHaveLength(1);
    const nothing = await runCommand(['export', 'events', '--type', 'none', '--output', 'none'], { cwd });
    expect(nothing.exitCode).toBe(1);
    expect(readdirSync(cwd).sort()).toEqual([SESSIONS, 'out.ndjson', 'updates']);
  });

  it.each([
    [['export', '--output', 'no/such/folder.ndjson'], /cannot be written: ENOENT/],
    [['export', '--force'], /--force replaces the file of --output/],
    [['export', '--format', 'csv', 'sessions', '--json'], /exclude each other/],
  ])('%j ends with 2', async (args, message) => {
    const { exitCode, stderr } = await runCommand(args, { cwd: makeJournal() });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });
});
