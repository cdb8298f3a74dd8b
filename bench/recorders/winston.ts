import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import winston from 'winston';
import { wholeRecordOf } from '../benchmarks/record-samples.js';
import type { Recorder } from './recorder.js';

/** With `format.json()` and a file: the whole record, its level and its message. */
export function createWinston(directory: string): Recorder {
  const path = join(directory, 'events.jsonl');
  const file = new winston.transports.File({ filename: path });
  const logger = winston.createLogger({ format: winston.format.json(), transports: [file] });
  return {
    record: (event) => {
      logger.info('event', wholeRecordOf(event));
    },
    flush: async () => {
      // What it has not handed to its file yet would be lost by its end.
      while (logger.writableLength + logger.readableLength + file.writableLength > 0) await setImmediate();
      const finished = once(file, 'finish');
      logger.end();
      await finished;
    },
    path,
  };
}
