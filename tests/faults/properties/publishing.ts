import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSeededRandom, spawnScript } from 'test-kit';
import type { Property } from '../property.js';

const PUBLISHER = join(import.meta.dirname, '../hosts/dying-publisher.ts');

export const publishing: Property = {
  name: 'publishing',
  promise: 'A reader never sees a part of a log, while writers publish and are killed',
  shortRounds: 3,
  longRounds: 20,
  async run(writers) {
    const folder = mkdtempSync(join(tmpdir(), 'publishing-'));
    const random = createSeededRandom(writers);
    const sizes = new Map<string, number>();
    let looks = 0;
    try {
      for (let writer = 1; writer <= writers; writer += 1) {
        const publisher = spawnScript(PUBLISHER, [folder, `writer-${writer}`]);
        await publisher.line(/^published/);
        const until = Date.now() + 50 + random() * 300;
        while (Date.now() < until) {
          look(join(folder, 'sessions'), sizes);
          looks += 1;
          await new Promise((resolve) => setImmediate(resolve));
        }
        publisher.child.kill('SIGKILL');
        await publisher.ended;
        look(join(folder, 'sessions'), sizes);
      }
      for (const [name, size] of sizes) {
        const bytes = readFileSync(join(folder, 'sessions', name));
        if (bytes.length !== size) throw new Error(`${name} has changed after it appeared`);
      }
      return { writersKilled: writers, looks, logs: sizes.size, partial: 0 };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** A log that appears is read at once: it must be whole from its first moment, and stay as it is. */
function look(folder: string, sizes: Map<string, number>): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith('2026-') || sizes.has(name)) continue;
    const path = join(folder, name);
    assertWhole(path);
    sizes.set(name, readFileSync(path).length);
  }
}

/** By its last line: parsing each would leave no time to look. */
function assertWhole(path: string): void {
  if (!readFileSync(path, 'utf8').endsWith(' 199\n')) throw new Error(`${path} is a part of a log`);
}
