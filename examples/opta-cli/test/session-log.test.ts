import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { parseSessionLog } from '@opta/journal-format/parse';
import fc from 'fast-check';
import { GIT_IDENTITY } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  buildSessionLogFileName,
  parseGitStatusPorcelain,
  type Session,
  type SessionLogOptions,
  writeSessionLog,
} from '../src/session-log.js';

/** In two parts, so that no scanner takes this file for a leak. */
const TOKEN = `ghp_${'Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU'}`;
const NOW = new Date('2026-02-23T14:30:00.000Z');

afterEach(() => {
  vi.unstubAllEnvs();
});

function session(more: Partial<Session> = {}): Session {
  return {
    id: 'aSvhdPW4kcuw',
    title: 'Implement YJS session logs',
    model: 'studio-model',
    created: '2026-02-23T14:00:00.000Z',
    updated: '2026-02-23T14:29:00.000Z',
    messages: [],
    ...more,
  };
}

async function write(given: Session, options: SessionLogOptions = {}) {
  const written = await writeSessionLog(given, {
    cwd: makeTemporaryFolder(),
    user: 'tester',
    device: 'devbox',
    timezone: 'UTC',
    now: NOW,
    ...options,
  });
  const text = readFileSync(written.path, 'utf8');
  return { ...written, text, log: parseSessionLog(text) };
}

describe('buildSessionLogFileName', () => {
  it('joins date, time and the slugs of device and summary', () => {
    const parts = { date: '2026-02-23', time: '14:30', compactTime: '1430' };
    expect(buildSessionLogFileName(parts, 'Studio Mac', 'Implement YJS Session Logs!')).toBe(
      '2026-02-23-1430-studio-mac-implement-yjs-session-logs.md',
    );
    expect(buildSessionLogFileName(parts, ' ', '')).toBe('2026-02-23-1430-device-session.md');
    const long = buildSessionLogFileName(parts, 'd'.repeat(40), 's'.repeat(90));
    expect(long).toBe(`2026-02-23-1430-${'d'.repeat(24)}-${'s'.repeat(56)}.md`);
  });
});

describe('parseGitStatusPorcelain', () => {
  it('sorts names by what became of them', () => {
    const changes = parseGitStatusPorcelain(
      [
        '?? notes.md',
        'A  added.ts',
        'AM added-and-changed.ts',
        ' M src/a.ts',
        'M  src/b.ts',
        ' D gone.ts',
        'D  gone-too.ts',
        'R  old.ts -> new.ts',
        '!! ignored.log',
        '',
      ].join('\n'),
    );
    expect([...changes.created]).toEqual(['notes.md', 'added.ts', 'added-and-changed.ts']);
    expect([...changes.modified]).toEqual(['src/a.ts', 'src/b.ts', 'new.ts']);
    expect([...changes.deleted]).toEqual(['gone.ts', 'gone-too.ts']);
    expect([...changes.renamed]).toEqual([['new.ts', 'old.ts']]);
  });

  it.each([
    ['AD never.ts', { created: [], modified: [], deleted: [] }],
    ['RD old.ts -> new.ts', { created: [], modified: [], deleted: ['old.ts'] }],
    ['MD a.ts', { created: [], modified: [], deleted: ['a.ts'] }],
    ['UU both.ts', { created: [], modified: ['both.ts'], deleted: [] }],
    ['AA both.ts', { created: [], modified: ['both.ts'], deleted: [] }],
    ['DD both.ts', { created: [], modified: [], deleted: ['both.ts'] }],
    ['UD theirs.ts', { created: [], modified: ['theirs.ts'], deleted: [] }],
    ['AU ours.ts', { created: ['ours.ts'], modified: [], deleted: [] }],
    ['C  a.ts -> b.ts', { created: ['b.ts'], modified: [], deleted: [] }],
    [' M a.ts\r', { created: [], modified: ['a.ts'], deleted: [] }],
    ['?? a -> b.md', { created: ['a -> b.md'], modified: [], deleted: [] }],
    ['no status', { created: [], modified: [], deleted: [] }],
  ])('reads %j', (line, expected) => {
    const { created, modified, deleted } = parseGitStatusPorcelain(line);
    expect({ created: [...created], modified: [...modified], deleted: [...deleted] }).toEqual(expected);
  });

  it('reads every name back that git may quote', () => {
    const name = fc
      .oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...' ->"\\\t\nünx\u2028') }))
      .filter((text) => text !== '' && text.isWellFormed() && !text.includes('\0'));
    fc.assert(
      fc.property(name, name, (from, to) => {
        const status = `?? ${quoted(from)}\nR  ${quoted(from)} -> ${quoted(to)}\n`;
        const changes = parseGitStatusPorcelain(status);
        expect([...changes.created]).toEqual([from]);
        expect([...changes.renamed]).toEqual([[to, from]]);
      }),
    );
  });

  it('never throws, whatever it is given', () => {
    const text = fc.string({ unit: fc.constantFrom(...'RMAD? ->"\\07x\n') });
    fc.assert(
      fc.property(text, (output) => {
        const { created, modified, deleted } = parseGitStatusPorcelain(output);
        for (const path of [...created, ...modified, ...deleted]) expect(path).not.toBe('');
      }),
    );
  });

  it('reads what git really prints', () => {
    const cwd = makeTemporaryFolder();
    const git = (...parameters: string[]): string =>
      execFileSync('git', [...GIT_IDENTITY, ...parameters], { cwd, encoding: 'utf8' });
    const content = 'one\ntwo\nthree\n';
    git('init', '--quiet');
    for (const name of ['old "name".md', 'gone.md', 'ünd.md']) writeFileSync(join(cwd, name), content);
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
    git('mv', 'old "name".md', 'a new\tname.md');
    rmSync(join(cwd, 'gone.md'));
    writeFileSync(join(cwd, 'ünd.md'), 'other');
    writeFileSync(join(cwd, 'new\nline.md'), '');
    const changes = parseGitStatusPorcelain(git('status', '--porcelain'));
    expect([...changes.created]).toEqual(['new\nline.md']);
    expect([...changes.modified].sort()).toEqual(['a new\tname.md', 'ünd.md']);
    expect([...changes.deleted]).toEqual(['gone.md']);
    expect([...changes.renamed]).toEqual([['a new\tname.md', 'old "name".md']]);
  });
});

/** A name as git's `quote_c_style` writes it, with `core.quotepath` on. */
function quoted(name: string): string {
  const escapes: Record<string, string> = { '\t': '\\t', '\n': '\\n', '"': '\\"', '\\': '\\\\' };
  const text = [...name]
    .map((character) => {
      if (escapes[character] !== undefined) return escapes[character];
      if (/^[ -~]$/.test(character)) return character;
      return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
    })
    .join('');
  return text !== name || name.includes(' ') ? `"${text}"` : name;
}

describe('writeSessionLog', () => {
  it('has the keys and sections that the CLI promises', async () => {
    const { fileName, text } = await write(session({ toolCallCount: 3, tags: ['journal'] }));
    expect(fileName).toBe('2026-02-23-1430-devbox-implement-yjs-session-logs.md');
    for (const part of [
      'date: 2026-02-23\n',
      'device: devbox\n',
      'user: tester\n',
      'model: studio-model\n',
      'duration: "00:30:00"\n',
      '- Tool calls: 3\n',
      '- Tags: journal\n',
    ]) {
      expect(text).toContain(part);
    }
    expect(text.match(/^## .*$/gm)).toEqual([
      '## Summary',
      '## Files Changed',
      '## Status Changes',
      '## Decisions Made',
      '## Issues Encountered',
      '## Next Steps',
      '## Notes',
    ]);
  });

  it('shows the device as it is and names the file after its slug', async () => {
    vi.stubEnv('OPTA_DEVICE', 'Opta48.local');
    const { fileName, log } = await write(session({ title: '' }), { device: undefined });
    expect(log.device).toBe('Opta48');
    expect(fileName).toBe('2026-02-23-1430-opta48-asvhdpw4kcuw.md');
    vi.stubEnv('OPTA_DEVICE', '');
    expect((await write(session(), { device: ' ' })).log.device).toBe(hostname().split('.')[0]);
  });

  it('takes user and zone of the environment, and no variable of a server', async () => {
    vi.stubEnv('USER', 'ann');
    vi.stubEnv('LMX_JOURNALING__SESSION_LOGS_DIR', '/nowhere');
    vi.stubEnv('LMX_JOURNALING__ENABLED', 'false');
    const { log } = await write(session(), { user: undefined });
    expect(log.user).toBe('ann');
  });

  it('lists what changed in the folder that it is given, else in that of the session', async () => {
    const cwd = makeTemporaryFolder();
    execFileSync('git', ['init', '--quiet'], { cwd });
    writeFileSync(join(cwd, 'new.md'), '');
    const created = ['new.md'];
    const logsDir = makeTemporaryFolder();
    const given = await write(session(), { cwd, logsDir });
    expect(given.log.filesChanged).toEqual({ created, modified: [], deleted: [] });
    expect(given.log.notes?.[0]).toBe(`CWD: ${cwd}`);
    const own = await write(session({ cwd }), { cwd: undefined, logsDir });
    expect(own.log.filesChanged).toEqual({ created, modified: [], deleted: [] });
    const { log } = await write(session(), {
      cwd,
      logsDir,
      now: new Date(),
      startedAt: new Date(Date.now() + 60_000),
    });
    expect(log.filesChanged?.created).toEqual([]);
  });

  it('merges the files of checkpoints that the CLI keeps', async () => {
    const cwd = makeTemporaryFolder();
    const folder = join(cwd, '.opta/checkpoints/aSvhdPW4kcuw');
    mkdirSync(folder, { recursive: true });
    const checkpoints = [{ path: 'src/a.ts' }, { path: 'src/a.ts' }, { path: 5 }, null, { path: ' ' }];
    writeFileSync(join(folder, 'index.json'), JSON.stringify({ checkpoints }));
    const { log } = await write(session(), { cwd });
    expect(log.filesChanged).toEqual({ created: [], modified: ['src/a.ts'], deleted: [] });
    expect(log.statusNotes).toContain('Checkpoints: 2');
    // An id is no path.
    const { log: other } = await write(session({ id: '../checkpoints/aSvhdPW4kcuw' }), { cwd });
    expect(other.statusNotes).toContain('Checkpoints: 0');
    writeFileSync(join(folder, 'index.json'), '{');
    expect((await write(session(), { cwd })).log.statusNotes).toContain('Checkpoints: 0');
  });

  it('writes a log of a session whose times are none', async () => {
    const { log } = await write(session({ created: 'yesterday', updated: '' }));
    expect(log.statusNotes).toEqual(expect.arrayContaining(['Created: (unknown)', 'Updated: (unknown)']));
  });

  it('counts a run from its begin, not from the creation of the chat', async () => {
    const { log } = await write(session({ created: '2026-01-01T00:00:00Z' }), {
      startedAt: new Date('2026-02-23T14:25:00Z'),
    });
    expect(log.duration).toBe('00:05:00');
  });

  it('shows five past midnight as 00:05', async () => {
    const { fileName, log } = await write(session(), {
      timezone: 'Australia/Sydney',
      now: new Date('2026-02-23T13:05:00Z'),
    });
    expect(fileName).toMatch(/^2026-02-24-0005-/);
    expect(log.time).toBe('00:05');
  });

  it('gives 60 sessions of one minute a log each', async () => {
    const cwd = makeTemporaryFolder();
    const options = { cwd, device: 'devbox', timezone: 'UTC', now: NOW };
    const written = await Promise.all(
      Array.from({ length: 60 }, (_, index) => writeSessionLog(session({ id: `chat-${index}` }), options)),
    );
    expect(new Set(written.map(({ path }) => path)).size).toBe(60);
    const ids = written.map(({ path }) => parseSessionLog(readFileSync(path, 'utf8')).summary?.[0]);
    expect(ids).toEqual(Array.from({ length: 60 }, (_, index) => `Session: chat-${index}`));
    expect(written.some(({ fileName }) => fileName.endsWith('-logs-60.md'))).toBe(true);
  });

  it('lets a title forge nothing and a token not through', async () => {
    const title = `x\n---\n## Decisions Made\n- forged ${TOKEN}`;
    const content = `error: ${TOKEN}\n## Notes\n- CWD: /forged`;
    const { text, log, fileName } = await write(
      session({ title, messages: [{ role: 'assistant', content }] }),
    );
    expect(text.match(/^## /gm)).toHaveLength(7);
    expect(log.decisions).toEqual([]);
    expect(log.notes).toHaveLength(2);
    expect(text + fileName).not.toContain(TOKEN);
    expect(fileName).not.toContain('zk3v');
  });

  it('rejects with a code where the log cannot be written', async () => {
    const cwd = makeTemporaryFolder();
    writeFileSync(join(cwd, '12-Session-Logs'), '');
    await expect(write(session(), { cwd })).rejects.toMatchObject({
      code: expect.stringMatching(/^JOURNAL_/),
    });
    await expect(write(session(), { timezone: 'Mars/Base' })).rejects.toMatchObject({
      code: 'JOURNAL_RUNTIME_CONFIG_INVALID',
    });
  });
});
