import { appendFileSync, closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { wholeRecordOf } from '../benchmarks/record-samples.js';
import type { Recorder } from './recorder.js';

const BLOCK_BYTES = 65_536;

export function createAppendFile(directory: string): Recorder {
  const path = join(directory, 'events.jsonl');
  const fd = openSync(path, 'a');
  return {
    record: (event) => appendFileSync(fd, `${JSON.stringify(wholeRecordOf(event))}\n`),
    flush: async () => closeSync(fd),
    path,
  };
}

/** What the original LMX does for every event, written anew: open, append, close. */
export function createOpenAppendClose(directory: string): Recorder {
  const path = join(directory, 'events.jsonl');
  return {
    record: (event) => {
      const fd = openSync(path, 'a');
      writeSync(fd, `${JSON.stringify(wholeRecordOf(event))}\n`);
      closeSync(fd);
    },
    flush: async () => {},
    path,
  };
}

/** What the system takes at best: as many bytes as the records have, made before, 64 KiB at a time. */
export function createRawWrites(directory: string, lineBytes: number): Recorder {
  const fd = openSync(join(directory, 'events.jsonl'), 'a');
  const block = Buffer.alloc(BLOCK_BYTES, 'x');
  let waiting = 0;
  return {
    record: () => {
      waiting += lineBytes;
      if (waiting >= BLOCK_BYTES) waiting -= writeSync(fd, block);
    },
    flush: async () => {
      writeSync(fd, block, 0, waiting);
      closeSync(fd);
    },
  };
}
