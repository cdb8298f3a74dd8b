import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { runCommand } from '../../tests/run-command.js';
import { type Manifest, root } from '../../tests/workspace.js';
import { readTarball } from './read-tarball.js';

/** What publint says against a tarball: suggestions count as well. */
export async function findPublintProblems(tarball: string): Promise<string[]> {
  const bytes = readFileSync(tarball);
  const archive = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const { messages, pkg } = await publint({ pack: { tarball: archive }, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

/** What "are the types wrong" says against a tarball. */
export async function findTypeProblems(tarball: string): Promise<string[]> {
  const program = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
  const args = [program, tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--no-emoji'];
  const { exitCode, stdout, stderr } = await runCommand(process.execPath, args, { cwd: root });
  return exitCode === 0 ? [] : [stdout + stderr];
}

/** What of a tarball's files is missing, too much, or means something in this workspace only. */
export function findContentProblems(tarball: string): string[] {
  const files = readTarball(tarball);
  const text = files.get('package.json')?.toString('utf8') ?? '{}';
  const { dependencies = {}, exports = {} } = JSON.parse(text) as Manifest;
  const problems: string[] = [];
  if (/workspace:|catalog:/.test(JSON.stringify(dependencies))) {
    problems.push(`its dependencies are no versions: ${JSON.stringify(dependencies)}`);
  }
  if (JSON.stringify(exports).includes('@opta/source')) problems.push('its exports name the sources');
  for (const name of ['README.md', 'LICENSE']) if (!files.has(name)) problems.push(`${name} is missing`);
  for (const name of files.keys()) {
    if (/\.test\.|(?:^|\/)src\//.test(name)) problems.push(`${name} should not be in it`);
  }
  return problems;
}
