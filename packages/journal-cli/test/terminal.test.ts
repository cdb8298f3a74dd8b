import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { EVENT_LOG, line, lines, SESSIONS } from './support/event-log.js';
import { baseEnvironment, COMMAND, runCommand } from './support/run-command.js';
import { HAS_TERMINAL, KEYS, runInTerminal } from './support/run-in-terminal.js';

/** What a terminal obeys, and what turns or hides text. A newline and a tab are harmless. */
const OBEYED =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/** ESC, an 8-bit CSI, an OSC that sets a title, a carriage return, a backspace, directions, a line separator. */
const HOSTILE = 'a\u001b[31mb\u009b2Jc\u001b]0;pwned\u0007d\re\bf\u202eg\u2066h\u2028i\u007fj\u200bk';
const HOSTILE_FILE_NAME = 'odd\u001b[2J\u009bname.md';

const SESSION_LOG = '2026-02-24-0930-studio-runtime-session.md';

/** A journal with this text in every field, in every text and in the names of files that may have it. */
function makeHostileJournal(): string {
  const root = makeTemporaryFolder();
  for (const folder of [SESSIONS, 'updates', '.git']) mkdirSync(join(root, folder));
  const write = (name: string, text: string) => writeFileSync(join(root, name), text);
  const fields = (names: readonly string[]): string =>
    names.map((name) => `${name}: ${JSON.stringify(HOSTILE)}\n`).join('');
  const about = ['device', 'user', 'model', 'duration', 'status', 'session', 'event_log'];
  const session = `---\ndate: 2026-02-24\ntime: "09:30 UTC"\n${fields(about)}---\n\n# Session: ${HOSTILE}\n\n## Summary\n- tea ${HOSTILE}\n\n## Issues Encountered\n- ${HOSTILE}\n`;
  write(`${SESSIONS}/${SESSION_LOG}`, session);
  write(`${SESSIONS}/${HOSTILE_FILE_NAME}`, session);
  const update = ['author', 'version_before', 'version_after', 'commit', 'category', 'promoted', 'uid'];
  for (const name of ['001_2026-02-24_a.md', '001_2026-02-25_b.md', `003_2026-02-26_c.md`]) {
    write(
      `updates/${name}`,
      `---\nid: ${JSON.stringify(HOSTILE)}\n${fields(update)}---\n\n# ${HOSTILE}\n\n## Summary\n- tea ${HOSTILE}\n`,
    );
  }
  write(`updates/${HOSTILE_FILE_NAME}`, '---\nid: [\n---\n');
  write(
    `${SESSIONS}/${EVENT_LOG}`,
    line(1, 'journal_session_start', {
      ...{
        session: HOSTILE,
        device: HOSTILE,
        user: HOSTILE,
        model: HOSTILE,
        started_at: '2026-02-24T10:00:00Z',
      },
      ...{ time_zone: 'UTC', pid: 2 ** 30, metadata: { [HOSTILE]: HOSTILE } },
    }) +
      line(2, `tea_failed${HOSTILE}`, { model_id: HOSTILE, error: HOSTILE, [HOSTILE]: [HOSTILE] }) +
      line(3, 'model_loaded', { model_id: HOSTILE }) +
      line(4, 'request_failed', { model_id: HOSTILE, error: HOSTILE }) +
      `{"seq":5,"event_type":"x","timestamp":${JSON.stringify(HOSTILE)},"timestamp_unix":1e300,"data":${JSON.stringify(HOSTILE)}}\n` +
      `${HOSTILE}\n`,
  );
  return root;
}

/** Every command that only reads, or shows its plan; more of one where it prints in several forms. */
const COMMANDS: readonly (readonly string[])[] = [
  ['sessions'],
  ['sessions', '--names'],
  ['updates'],
  ['updates', '--names'],
  ['show', SESSION_LOG],
  ['show', EVENT_LOG],
  ['show', '3'],
  ['show', '1'],
  ['show', HOSTILE],
  ['show', 'current'],
  ['search', 'tea'],
  ['search', HOSTILE],
  ['tail'],
  ['tail', '-o', 'short-iso'],
  ['tail', '-o', 'cat'],
  ['tail', '-o', 'md'],
  ['tail', '--session', HOSTILE],
  ['stats'],
  ['status'],
  ['export'],
  ['export', 'events'],
  ['export', 'sessions', '--format', 'csv'],
  ['export', 'updates', '--format', 'csv'],
  ['export', 'events', '--format', 'csv'],
  ['export', 'sessions', 'updates', 'events', '--format', 'html'],
  ['export', '--output', HOSTILE],
  ['doctor'],
  ['doctor', '--format', 'github'],
  ['doctor', '--fix'],
  ['verify'],
  ['recover', '--include-legacy'],
  ['prune', '--days', '1'],
  ['restore', HOSTILE],
  ['init'],
  ['config', 'show'],
  ['config', 'check'],
  ['note', 'decision', HOSTILE, '--url', 'http://127.0.0.1:9'],
  [HOSTILE],
  ['sessions', `--${HOSTILE}`],
];

describe('hostile texts in every field of every log', () => {
  it.each(COMMANDS)('reach no terminal raw: %j %j %j', async (...args) => {
    const words = [...args];
    const cwd = makeHostileJournal();
    for (const more of [[], ['--json']]) {
      const { stdout, stderr } = await runCommand([...more, ...words], { cwd });
      // The lines of CSV end so, by its standard.
      const shown = words.includes('csv') ? stdout.replaceAll('\r\n', '\n') : stdout;
      expect(OBEYED.exec(shown), `stdout of ${more} ${words}`).toBeNull();
      expect(OBEYED.exec(stderr), `stderr of ${more} ${words}`).toBeNull();
      // An error may be all there is, but something must have been said.
      expect(stdout + stderr).not.toBe('');
    }
  });

  it('are the same texts again once JSON is parsed', async () => {
    const { stdout } = await runCommand(['sessions', '--json'], { cwd: makeHostileJournal() });
    expect(JSON.parse(stdout).sessions[0].model).toBe(HOSTILE);
  });

  it('are shown as they are only to who asks for it', async () => {
    const { stdout } = await runCommand(['show', SESSION_LOG, '--raw'], { cwd: makeHostileJournal() });
    expect(stdout).toContain(HOSTILE);
  });
});

/** A journal with more logs than a screen has lines. */
function makeJournal(count = 60): string {
  const root = makeTemporaryFolder();
  for (const folder of [SESSIONS, 'updates', '.git']) mkdirSync(join(root, folder));
  for (let index = 0; index < count; index += 1) {
    const [hour, minute] = [Math.floor(index / 60), index % 60].map((part) => String(part).padStart(2, '0'));
    const model = 'ann/a-model-with-a-very-long-name-that-fits-no-narrow-terminal-8bit';
    writeFileSync(
      join(root, SESSIONS, `2026-02-24-${hour}${minute}-studio-runtime-session.md`),
      `---\ndate: 2026-02-24\ntime: "${hour}:${minute} UTC"\ndevice: "studio"\nmodel: "${model}"\nduration: "00:01:00"\nstatus: "crashed"\n---\n\n# Session: ${index}\n\n## Summary\n- tea\n`,
    );
  }
  writeFileSync(join(root, 'updates/001_2026-02-24_a.md'), '---\nid: "001"\n---\n\n## Summary\n- tea\n');
  writeFileSync(join(root, SESSIONS, EVENT_LOG), lines(1, 200));
  return root;
}

const READING: readonly string[][] = [
  ['sessions', '-n', 'all'],
  ['updates'],
  ['tail', '-n', '100'],
  ['stats'],
  ['status'],
  ['search', 'tea'],
];

describe.skipIf(!HAS_TERMINAL)('in a terminal', () => {
  const shownLines = (shown: string): string[] => shown.replaceAll('\r', '').split('\n');
  const withoutColours = (text: string): string => text.replaceAll(/\u001b\[[0-9;]*m/g, '');

  it.each([['sessions', '-n', '5'], ['updates'], ['tail', '-n', '5'], ['stats']])(
    'of 40 columns no line of %s is wider',
    async (...args) => {
      const { shown } = await runInTerminal(['--no-pager', ...args], { cwd: makeJournal(5), columns: 40 });
      for (const each of shownLines(withoutColours(shown))) expect(stringWidth(each)).toBeLessThanOrEqual(40);
      expect(shown).toMatch(/2026/);
    },
  );

  it('uses colours, but not with NO_COLOR, TERM=dumb or --color never', async () => {
    const cwd = makeJournal(5);
    const run = (args: readonly string[], env: Record<string, string> = {}) =>
      runInTerminal(['--no-pager', 'sessions', ...args], { cwd, env });
    expect((await run([])).shown).toContain('\u001b[31m');
    for (const plain of [
      await run([], { NO_COLOR: '1' }),
      await run([], { TERM: 'dumb' }),
      await run(['--color', 'never']),
    ]) {
      expect(plain.shown).not.toContain('\u001b');
      expect(plain.shown).toContain('crashed');
    }
  });

  it('pages long output, and only there', async () => {
    const cwd = makeJournal();
    const env = { OPTA_JOURNAL_PAGER: "sed 's/^/PAGED /'" };
    for (const args of [['sessions'], ['tail'], ['show', 'last'], ['search', 'tea'], ['stats']]) {
      expect((await runInTerminal(args, { cwd, env })).shown, args[0]).toContain('PAGED ');
      expect((await runCommand(args, { cwd, env })).stdout, args[0]).not.toContain('PAGED ');
    }
    for (const args of [
      ['sessions', '--no-pager'],
      ['sessions', '--json'],
      ['status'],
      ['show', 'last', '--raw'],
    ]) {
      expect((await runInTerminal(args, { cwd, env })).shown, args.join(' ')).not.toContain('PAGED ');
    }
    expect((await runInTerminal(['sessions'], { cwd, env: { ...env, TERM: 'dumb' } })).shown).not.toContain(
      'PAGED ',
    );
  });

  it('a reader who leaves the pager early ends the command quietly', async () => {
    const env = { OPTA_JOURNAL_PAGER: 'head -n 1' };
    const { exitCode, shown } = await runInTerminal(['sessions', '-n', 'all'], {
      cwd: makeJournal(600),
      env,
    });
    expect(exitCode).toBe(0);
    expect(shownLines(shown).filter((each) => each !== '')).toHaveLength(1);
  });

  it('Ctrl-C ends what follows with 130, and puts the cursor on a new line', async () => {
    const { exitCode, shown } = await runInTerminal(['tail', '-f', '-n', '3'], {
      cwd: makeJournal(1),
      answers: [{ after: 'cup=200', keys: KEYS.ctrlC }],
    });
    expect(exitCode).toBe(130);
    expect(shown).not.toContain('Error');
  });
});

describe('through a pipe', () => {
  it.each(READING)('there is no colour, no pager and no control sequence: %s', async (...args) => {
    const { stdout, stderr } = await runCommand(args, { cwd: makeJournal(5) });
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it('colours come where they are forced', async () => {
    const cwd = makeJournal(1);
    expect((await runCommand(['sessions', '--color', 'always'], { cwd })).stdout).toContain('\u001b[31m');
    expect((await runCommand(['sessions'], { cwd, env: { FORCE_COLOR: '1' } })).stdout).toContain(
      '\u001b[31m',
    );
  });

  it.each([
    ['sessions', '-n', 'all'],
    ['tail', '-n', 'all'],
    ['tail', '-n', 'all', '--json'],
    ['export'],
    ['show', EVENT_LOG],
    ['search', '-q', 'tea'],
  ])('that is closed after a line, %s ends quietly with 0', async (...args) => {
    const { code, stderr } = await closeEarly(args, makeJournal(400));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

/** Runs a command whose reader goes away with the first bytes. */
async function closeEarly(args: readonly string[], cwd: string): Promise<{ code: number; stderr: string }> {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd, env: baseEnvironment() });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await once(child, 'close');
  return { code, stderr };
}
