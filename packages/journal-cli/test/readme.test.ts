import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCommand } from './support/run-command.js';

const README = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

/** The command lines of its code blocks, without their comments. */
const LINES = [...README.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.split('\n'))
  .filter((line) => line.startsWith('opta-journal '))
  .map((line) => line.replace(/\s+#.*$/, ''));

const COMMANDS = new Set(LINES.map((line) => line.split(' ')[1] as string));

it('shows every command', async () => {
  const { stdout } = await runCommand(['--help']);
  const commands = [...(stdout.split('\nCommands:\n')[1] ?? '').matchAll(/^ {2}([a-z]+)/gm)].map(
    ([, name]) => name,
  );
  const unshown = commands.filter((name) => name !== 'help' && !README.includes(`opta-journal ${name}`));
  expect(commands.length).toBeGreaterThan(20);
  expect(unshown).toEqual([]);
});

it.each([...COMMANDS])('shows only options that `%s` has', async (command) => {
  const { exitCode, stdout } = await runCommand([command, '--help']);
  expect(exitCode).toBe(0);
  const words = LINES.filter((line) => line.split(' ')[1] === command).flatMap((line) => line.split(' '));
  for (const option of words.filter((word) => /^--?[a-z]/.test(word))) expect(stdout).toContain(option);
});
