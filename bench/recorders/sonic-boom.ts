import { join } from 'node:path';
import sonicBoom, { type SonicBoom } from 'sonic-boom';
import { wholeRecordOf } from '../benchmarks/record-samples.js';
import type { Recorder } from './recorder.js';

/** Bytes that it collects before it writes, as its README and that of pino advise. */
export const MIN_LENGTH = 4_096;

export function createSonicBoom(directory: string): Recorder {
  const path = join(directory, 'events.jsonl');
  const stream = new sonicBoom.SonicBoom({ dest: path, minLength: MIN_LENGTH, sync: false });
  return {
    record: (event) => {
      stream.write(`${JSON.stringify(wholeRecordOf(event))}\n`);
    },
    flush: () => flushed(stream),
    path,
  };
}

/** Resolves when all has been written. Ending waits for that; its `flush` may answer before. */
export function flushed(stream: SonicBoom): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('error', reject);
    stream.once('close', resolve);
    stream.end();
  });
}
