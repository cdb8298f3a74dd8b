import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Runs a fixture in a process of its own and gives what it printed; a failure of it is thrown. */
export async function runFixture(name: string, args: readonly string[]): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--conditions=@opta/source', '--import', 'tsx', join(import.meta.dirname, 'fixtures', name), ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${errors}`);
  return output;
}
