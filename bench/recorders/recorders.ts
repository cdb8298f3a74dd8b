import { createJournal } from './journal.js';
import { createJsonOnly, createJsonWithTime } from './json-only.js';
import { createPino } from './pino.js';
import { createAppendFile, createOpenAppendClose, createRawWrites } from './plain-files.js';
import type { CreateRecorder } from './recorder.js';
import { createSonicBoom } from './sonic-boom.js';
import { createSqlite } from './sqlite.js';
import { createWinston } from './winston.js';

/** Bytes of a line in the limit that writes no lines. */
const LINE_BYTES = 250;

const BY_NAME = {
  nothing: () => ({ record: () => {}, flush: async () => {} }),
  json: createJsonOnly,
  jsonWithTime: createJsonWithTime,
  journal: createJournal,
  rawWrites: (directory) => createRawWrites(directory, LINE_BYTES),
  sonicBoom: createSonicBoom,
  pino: (directory) => createPino(directory, { sync: false, redact: false }),
  pinoSync: (directory) => createPino(directory, { sync: true, redact: false }),
  pinoRedact: (directory) => createPino(directory, { sync: false, redact: true }),
  winston: createWinston,
  sqlite: createSqlite,
  appendFileSync: createAppendFile,
  openAppendClose: createOpenAppendClose,
} satisfies Record<string, CreateRecorder>;

export type RecorderName = keyof typeof BY_NAME;

/** Every way to keep events that is compared. */
export const RECORDERS: Record<RecorderName, CreateRecorder> = BY_NAME;
