import { join } from 'node:path';
import pino from 'pino';
import type { SonicBoom } from 'sonic-boom';
import type { Recorder } from './recorder.js';
import { flushed, MIN_LENGTH } from './sonic-boom.js';

/** What it is told to redact, as it knows no secrets by itself. */
const PATHS = ['data.password', 'data.token', 'data.api_key', 'data.headers.authorization'];

interface PinoWay {
  sync: boolean;
  redact: boolean;
}

/** Its own line: level, time in milliseconds, type and data. */
export function createPino(directory: string, { sync, redact }: PinoWay): Recorder {
  const path = join(directory, 'events.jsonl');
  const stream = pino.destination({ dest: path, minLength: MIN_LENGTH, sync });
  const logger = pino({ base: null, ...(redact ? { redact: PATHS } : {}) }, stream);
  return {
    record: ({ event_type, data }) => logger.info({ event_type, data }),
    flush: () => flushed(stream as unknown as SonicBoom),
    path,
  };
}
