import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FileSystem } from '@opta/journal-fs';
import { openSampleLog, type SampleLog } from './open-sample-log.js';

/** An event log that has come to its end in its second segment. */
export async function twoSegments(fileSystem?: FileSystem): Promise<SampleLog> {
  const sample = await openSampleLog({ maxEventLogBytes: 2_000 }, fileSystem);
  for (let index = 0; sample.log.stats.segments < 2; index += 1) void sample.append('a', { index });
  await sample.log.close();
  return sample;
}

/** Moves segments into the archive, compressed; where they are then. */
export function archiveSegments({ directory }: SampleLog, names: readonly string[]): string[] {
  const month = join(directory, 'archive', '2026-02');
  mkdirSync(month, { recursive: true });
  return names.map((name) => {
    const path = join(month, `${name}.gz`);
    writeFileSync(path, gzipSync(readFileSync(join(directory, name))));
    rmSync(join(directory, name));
    return path;
  });
}
