import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { COMMAND, runCommand } from './support/run-command.js';

const HAS_SYSTEMD = spawnSync('systemd-analyze', ['--version']).status === 0;

/** A folder whose name every format has to escape. */
function openFolder(): { folder: string; env: Record<string, string> } {
  const folder = join(makeTemporaryFolder(), 'a 100% "$HOME" <folder> & more');
  mkdirSync(join(folder, '.git'), { recursive: true });
  writeFileSync(join(folder, 'opta-journal.yaml'), 'journaling:\n  session_logs_dir: logs\n');
  return { folder, env: { XDG_CONFIG_HOME: '/home/ann/.config', XDG_STATE_HOME: '/home/ann/.state' } };
}

async function printUnit(
  manager: string,
  { folder, env }: ReturnType<typeof openFolder>,
  more: string[] = [],
) {
  const args = [
    '-q',
    'attach',
    'http://127.0.0.1:1234',
    '--device',
    'studio',
    '--print-unit',
    manager,
    ...more,
  ];
  return runCommand(args, { cwd: folder, env });
}

it('prints a unit for systemd with absolute paths and without the key', async () => {
  const place = openFolder();
  const { exitCode, stdout, stderr } = await printUnit('systemd', place, ['--key', 'correct-horse-7']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).not.toContain('correct-horse-7');
  expect(stdout).toContain('\nRestart=always\n');
  expect(stdout).toMatch(
    /\nEnvironmentFile=-\/home\/ann\/\.config\/opta-journal\/opta-journal-attach-127-0-0-1-1234-\w{8}\.env\n/,
  );
  const escaped = place.folder.replace('%', '%%').replaceAll('"', '\\"').replace('$', '$$$$');
  expect(stdout).toContain(
    `\nExecStart=${process.execPath} ${COMMAND} --quiet --config "${escaped}/opta-journal.yaml" --sessions-dir "${escaped}/logs" --updates-dir "${escaped}/updates" attach http://127.0.0.1:1234/admin/events --device studio\n`,
  );
});

it.skipIf(!HAS_SYSTEMD)('prints a unit that systemd understands (needs systemd-analyze)', async () => {
  const place = openFolder();
  const { stdout } = await printUnit('systemd', place);
  const file = join(makeTemporaryFolder(), 'opta-journal-attach.service');
  writeFileSync(file, stdout);
  const checked = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
  expect(`${checked.stdout}${checked.stderr}`).not.toContain('opta-journal-attach.service:');
});

it('prints a property list for launchd, whose shell reads the key and becomes the command', async () => {
  const place = openFolder();
  const { exitCode, stdout } = await printUnit('launchd', place);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('<key>KeepAlive</key>\n  <true/>');
  const list = /<key>ProgramArguments<\/key>\s*<array>([\s\S]*?)<\/array>/.exec(stdout)?.[1] ?? '';
  const words = [...list.matchAll(/<string>([^<]*)<\/string>/g)].map(([, word = '']) =>
    word.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  );
  expect(words.slice(3, 6)).toEqual([
    expect.stringMatching(/^\/home\/ann\/\.config\/opta-journal\/.*\.env$/),
    process.execPath,
    COMMAND,
  ]);
  expect(words).toContain(join(place.folder, 'logs'));
  const keyFile = join(place.folder, 'key.env');
  writeFileSync(keyFile, 'OPTA_JOURNAL_ADMIN_KEY=correct-horse-7\n');
  const [shell = '', ...parameters] = words.slice(0, 3);
  const program = ['printenv', 'OPTA_JOURNAL_ADMIN_KEY'];
  expect(spawnSync(shell, [...parameters, keyFile, ...program], { encoding: 'utf8' }).stdout).toBe(
    'correct-horse-7\n',
  );
  // There need not be one.
  expect(spawnSync(shell, [...parameters, '/nowhere', 'echo', 'runs'], { encoding: 'utf8' }).stdout).toBe(
    'runs\n',
  );
});

it('refuses what no unit file can hold', async () => {
  const { exitCode, stdout, stderr } = await printUnit('systemd', openFolder(), [
    '--model',
    'a\nExecStart=evil',
  ]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain('"a\\nExecStart=evil" holds a character that no unit file can hold');
});
