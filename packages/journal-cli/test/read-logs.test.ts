import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { makeFiles, SESSIONS, sessionText, UPDATES, updateText } from './support/mended-journal.js';
import { runCommand } from './support/run-command.js';

const SESSION = '2026-02-24-0930-studio-runtime-session.md';
const FIRST = '007_2026-02-24_a.md';
const SECOND = '203_2026-02-24_b.md';

function makeJournal(more: Record<string, string> = {}): string {
  return makeFiles({
    [`${SESSIONS}/${SESSION}`]: `${sessionText('2026-02-24', '09:30 UTC')}\n## Summary\n- The kettle boiled.\n`,
    [`${UPDATES}/${FIRST}`]: updateText('007', '10:00:00', 'Changed the kettle.'),
    [`${UPDATES}/${SECOND}`]: updateText('203', '11:00:00', 'Promoted the pot.'),
    ...more,
  });
}

describe('updates', () => {
  it('are listed with the newest number first, or of one series, or the oldest first', async () => {
    const cwd = makeJournal();
    const namesOf = async (...options: string[]): Promise<string[]> =>
      (await runCommand(['updates', '--names', ...options], { cwd })).stdout.split('\n').slice(0, -1);
    expect(await namesOf()).toEqual([SECOND, FIRST]);
    expect(await namesOf('--reverse')).toEqual([FIRST, SECOND]);
    expect(await namesOf('-n', '1')).toEqual([SECOND]);
    expect(await namesOf('--series', 'standard')).toEqual([FIRST]);
    expect(await namesOf('--author', 'nobody')).toEqual([]);
  });

  it('have a row for each, and JSON with what its frontmatter says', async () => {
    const cwd = makeJournal();
    const { stdout } = await runCommand(['updates'], { cwd });
    expect(stdout).toMatch(/^203 {2}2026-02-24 {2}ann {5}fix .*203_2026-02-24_b\.md\n007 /);
    const json = JSON.parse((await runCommand(['updates', '--json'], { cwd })).stdout);
    expect(json).toMatchObject({ schema: 'opta-journal.updates', version: 1 });
    expect(json.updates[1]).toMatchObject({ id: '007', number: 7, fileName: FIRST, category: 'fix' });
  });

  it('of a series that there is not are an error that names those that there are', async () => {
    const { exitCode, stderr } = await runCommand(['updates', '--series', 'standart'], {
      cwd: makeJournal(),
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('"standart" is no series of this journal. There are: standard, promotion.');
  });
});

describe('show', () => {
  it.each([
    ['7', 'Changed the kettle.'],
    ['0203', 'Promoted the pot.'],
    [FIRST, 'Changed the kettle.'],
    [SESSION, 'The kettle boiled.'],
    ['last', 'The kettle boiled.'],
  ])('%s prints the log that is meant', async (name, text) => {
    const { exitCode, stdout } = await runCommand(['show', name], { cwd: makeJournal() });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(text);
  });

  it('finds a log by the number that it had before', async () => {
    const renumbered = updateText('008', '10:00:33', 'The later one.').replace(
      '---\n',
      '---\naliases: ["007"]\n',
    );
    const cwd = makeJournal({ [`${UPDATES}/008_2026-02-24_c.md`]: renumbered });
    expect((await runCommand(['show', '008_2026-02-24_c.md'], { cwd })).stdout).toContain('The later one.');
    // The one that bears it now comes first.
    expect((await runCommand(['show', '7'], { cwd })).stdout).toContain('Changed the kettle.');
    expect((await runCommand(['show', '007_2026-02-24_c.md'], { cwd })).exitCode).toBe(2);
  });

  it('asks for a name where two logs share a number', async () => {
    const cwd = makeJournal({ [`${UPDATES}/007_2026-02-24_z.md`]: updateText('007') });
    const { exitCode, stdout, stderr } = await runCommand(['show', '7'], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`Several logs have the number 7: ${FIRST}, 007_2026-02-24_z.md.`);
  });

  it.each(['999', 'nothing.md', 'last'])('says that there is no %s', async (name) => {
    const cwd = name === 'last' ? makeTemporaryFolder() : makeJournal();
    const { exitCode, stderr } = await runCommand(['show', name, '--json'], { cwd });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stderr)).toMatchObject({ code: 'JOURNAL_CLI_NOT_FOUND' });
  });

  it('gives JSON with the whole text, and every byte with --raw', async () => {
    const cwd = makeJournal({ [`${UPDATES}/009_2026-02-24_e.md`]: '# \u001b[31mred\n' });
    const json = JSON.parse((await runCommand(['show', SESSION, '--json'], { cwd })).stdout);
    expect(json).toMatchObject({ schema: 'opta-journal.log', fileName: SESSION, kind: 'session' });
    expect(json.text).toContain('The kettle boiled.');
    expect((await runCommand(['show', '9'], { cwd })).stdout).toBe('# \\u001b[31mred\n');
    expect((await runCommand(['show', '9', '--raw'], { cwd })).stdout).toBe('# \u001b[31mred\n');
  });
});

describe('search', () => {
  it('finds logs of both folders, says where, and ends with 1 where there is nothing', async () => {
    const options = { cwd: makeJournal(), env: { XDG_CACHE_HOME: makeTemporaryFolder() } };
    const { exitCode, stdout } = await runCommand(['search', 'kettle'], options);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`session  ${SESSION}#summary`);
    expect(stdout).toContain(`update  ${FIRST}#summary`);
    const none = await runCommand(['search', 'samovar'], options);
    expect({ exitCode: none.exitCode, stdout: none.stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(none.stderr).toContain('Nothing was found.');
  });

  it('looks only where and when it is told to, and gives JSON that goes on with its cursor', async () => {
    const options = { cwd: makeJournal(), env: { XDG_CACHE_HOME: makeTemporaryFolder() } };
    const search = async (...words: string[]) =>
      JSON.parse((await runCommand(['search', 'kettle', '--json', ...words], options)).stdout);
    const targetsOf = ({ hits }: { hits: { fileName: string }[] }) => hits.map(({ fileName }) => fileName);
    expect(targetsOf(await search('--in', 'session'))).toEqual([SESSION]);
    expect(targetsOf(await search('--since', '2026-02-24 09:45'))).toEqual([FIRST]);
    const first = await search('-n', '1');
    expect(targetsOf(await search('-n', '1', '--cursor', first.next))).toEqual([SESSION]);
    expect(await search('--no-index')).toMatchObject({ schema: 'opta-journal.search', mode: 'scan' });
  });

  it('says what is wrong with a query', async () => {
    const { exitCode, stderr } = await runCommand(['search', 'modle:x'], { cwd: makeJournal() });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/modle/);
    expect(stderr).toMatch(/model/);
  });

  it('leaves an index behind once much had to be read without one', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 600 }, (_, index) => {
        const [hour, minute] = [Math.floor(index / 60), index % 60].map((part) =>
          String(part).padStart(2, '0'),
        );
        return [
          `${SESSIONS}/2026-02-23-${hour}${minute}-studio-runtime-session.md`,
          sessionText('2026-02-23', `${hour}:${minute} UTC`),
        ];
      }),
    );
    const options = { cwd: makeJournal(many), env: { XDG_CACHE_HOME: makeTemporaryFolder() } };
    const unindexed = await runCommand(['search', 'kettle', '--no-index'], options);
    expect(unindexed.stderr).toContain('every log was read');
    // Whether this one still has to read them depends on how soon its index is there.
    expect((await runCommand(['search', 'kettle'], options)).exitCode).toBe(0);
    const { stdout, stderr } = await runCommand(['search', 'kettle', '--json'], options);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      mode: 'index',
      hits: [{ fileName: FIRST }, { fileName: SESSION }],
    });
  });
});
