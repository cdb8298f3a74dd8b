import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeFileSystem, publishFile, runProgram } from '@opta/journal-fs';
import { spawnScript } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';

const PUBLISHER = join(import.meta.dirname, 'fixtures/publish-under-free-names.ts');

it.each(['links', 'no-links'])(
  'gives every process a name of its own when eight publish at once (%s)',
  async (links) => {
    const directory = makeTemporaryFolder();
    const publishers = Array.from({ length: 8 }, (_, owner) =>
      spawnScript(PUBLISHER, [directory, `process-${owner}`, '20', links]),
    );
    for (const { ended } of publishers) expect(await ended).toEqual({ code: 0, signal: null, stderr: '' });
    const lines = publishers.flatMap((publisher) => publisher.lines);
    expect(lines).toHaveLength(160);
    expect(new Set(lines.map((line) => line.split(' ')[0])).size).toBe(160);
    for (const line of lines) {
      const [name = '', ...content] = line.split(' ');
      expect(readFileSync(join(directory, name), 'utf8')).toBe(`${content.join(' ')}\n`);
    }
    expect(readdirSync(directory).filter((name) => name !== '.opta-journal')).toHaveLength(160);
    expect(readdirSync(join(directory, '.opta-journal/tmp'))).toEqual([]);
  },
);

it('never shows a reader a part, nor a moment without the file, while it is replaced', async () => {
  const directory = makeTemporaryFolder();
  const path = join(directory, 'a.md');
  const publish = (letter: string) =>
    runProgram(
      publishFile({ directory, name: 'a.md', content: letter.repeat(200_000), replace: true, sync: false }),
      nodeFileSystem.async,
    );
  await publish('a');
  let isWriting = true;
  const writing = (async () => {
    for (let index = 0; index < 200; index += 1) await publish(String.fromCharCode(97 + (index % 26)));
    isWriting = false;
  })();
  const seen = new Set<string>();
  let reads = 0;
  while (isWriting) {
    const content = await readFile(path, 'utf8');
    reads += 1;
    seen.add(content.slice(0, 1));
    expect(content === content.slice(0, 1).repeat(200_000)).toBe(true);
  }
  await writing;
  expect(reads).toBeGreaterThan(20);
  expect(seen.size).toBeGreaterThan(1);
});
