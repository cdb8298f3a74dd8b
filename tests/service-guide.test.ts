import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingRequirement } from 'test-kit';
import { afterAll, expect, it } from 'vitest';
import { readBlocks } from './guides/guide.js';
import { root } from './workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'opta-service-'));
afterAll(() => rmSync(folder, { recursive: true }));

const blocks = readBlocks(readFileSync(join(root, 'docs/guides/running-as-a-service.md'), 'utf8'));

/** The block that the reader saves under a name. */
function codeOf(name: string): string {
  const block = blocks.find(({ file }) => file === name);
  if (block === undefined) throw new Error(`the guide has no ${name}`);
  return block.code;
}

const withoutSystemd = missingRequirement({ programs: { 'systemd-analyze': 'systemd' } });

it.skipIf(withoutSystemd !== undefined)(
  `shows a unit that systemd takes${withoutSystemd === undefined ? '' : ` (${withoutSystemd})`}`,
  () => {
    const verify = (text: string) => {
      const path = join(folder, 'my-server.service');
      writeFileSync(path, text);
      const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' });
      return { status, printed: stdout + stderr };
    };
    const unit = codeOf('my-server.service');
    expect(verify(unit)).toEqual({ status: 0, printed: '' });
    expect(verify(unit.replace('TimeoutStopSec', 'TimeoutStopSecs')).printed).toContain('TimeoutStopSecs');
  },
);

it('lets the unit write into every folder that it gives the journal, and nowhere else', () => {
  const unit = codeOf('my-server.service');
  const name = /^StateDirectory=(.+)$/m.exec(unit)?.[1];
  const folders = [...unit.matchAll(/^Environment=\w+=(\/.+)$/gm)].map(([, path]) => path);
  expect(unit).toMatch(/^ProtectSystem=strict$/m);
  expect(folders).toHaveLength(3);
  for (const path of folders) expect(path).toMatch(new RegExp(`^/var/lib/${name}/`));
});

const withoutPython = missingRequirement({ programs: { python3: 'python3' } });

it.skipIf(withoutPython !== undefined)(
  `shows a property list that can be read${withoutPython === undefined ? '' : ` (${withoutPython})`}`,
  () => {
    const program = 'import json, plistlib, sys; print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))';
    const { stdout, stderr } = spawnSync('python3', ['-c', program], {
      input: codeOf('example.my-server.plist'),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      Label: 'example.my-server',
      ExitTimeOut: 40,
      KeepAlive: true,
    });
  },
);

it('shows an image that keeps all that the journal writes in its volume', () => {
  const steps = codeOf('Dockerfile').replaceAll('\\\n', ' ').trim().split('\n');
  const wordsOf = (instruction: string) =>
    steps.find((step) => step.startsWith(`${instruction} `))?.slice(instruction.length + 1) ?? '';
  for (const step of steps)
    expect(step).toMatch(/^(?:FROM|WORKDIR|COPY|RUN|USER|ENV|VOLUME|STOPSIGNAL|CMD) \S/);
  const paths = [...wordsOf('ENV').matchAll(/(?:_DIR|STATE_HOME)=(\S+)/g)].map(([, path]) => path);
  expect(paths).toHaveLength(3);
  for (const path of paths) expect(path).toMatch(new RegExp(`^${wordsOf('VOLUME')}/`));
  // A shell between would not hand the signal on.
  expect(JSON.parse(wordsOf('CMD'))[0]).toBe('node');
  expect(wordsOf('STOPSIGNAL')).toBe('SIGTERM');
});
