import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventLogFileName, formatSessionLog, sessionLogFileName, zonedTime } from '@opta/journal-format';
import type { RetentionPolicy } from '@opta/journal-store';
import {
  type ForeignPlace,
  writeConflictCopies,
  writeGuides,
  writeInDisguise,
  writeOutsideConvention,
} from './foreign-files.js';
import { writeOriginalSession } from './original-logs.js';

export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The clock of retention in these folders. */
export const NOW = Date.parse('2026-06-01T12:00:00Z');

const RETENTION_DAYS = 90;

/** The oldest logs of a folder are this old: two fifths are due. */
const OLDEST_DAYS = 150;

const DEVICE = 'studio';

export const POLICY = { device: DEVICE, now: NOW, retentionDays: RETENTION_DAYS } satisfies RetentionPolicy;

/** What retention will find in a folder. */
export interface RetentionFolder {
  /** How many files, links and folders there are. */
  entries: number;
  /** Names of the files that it must take, and no others. */
  due: ReadonlySet<string>;
  /** How many entries belong to somebody else. */
  foreign: number;
}

/** No two turns share a minute. */
interface Place extends ForeignPlace {
  pins: string[];
}

/** Names of what was written. */
interface Written {
  /** What goes once it is old enough. */
  goes?: readonly string[];
  /** What stays whatever its age. */
  stays?: readonly string[];
  /** The same, because it is of somebody else. */
  foreign?: readonly string[];
}

const KINDS: readonly ((place: Place) => Written)[] = [
  (place) => ({ goes: writeSession(place) }),
  (place) => ({ goes: writeSession(place, { segments: 3 }) }),
  (place) => ({ goes: writeSession(place, { segments: 0 }) }),
  (place) => ({ stays: writePinned(place) }),
  (place) => ({ stays: writeSession(place, { isFinished: false }) }),
  (place) => ({ foreign: writeSession(place, { device: 'laptop' }) }),
  writeOriginalTwins,
  (place) => ({ foreign: writeOriginal(place, { device: 'laptop' }) }),
  (place) => ({ foreign: writeConflictCopies(place) }),
  (place) => ({ foreign: writeOutsideConvention(place) }),
  (place) => ({ foreign: writeInDisguise(place) }),
];

/** Thirty that these kinds write together. */
const ENTRIES_A_TURN = 30 / KINDS.length;

/**
 * Fills a folder of session logs with files of all kinds.
 *
 * @param files - how many at least
 */
export function fillRetentionFolder(directory: string, files: number): RetentionFolder {
  mkdirSync(directory, { recursive: true });
  const pins: string[] = ['# kept for ever'];
  const due = new Set<string>();
  let foreign = writeGuides(directory).length;
  let entries = foreign + 1;
  const turns = files / ENTRIES_A_TURN + KINDS.length;
  const spacingMs = Math.floor((OLDEST_DAYS * DAY_MS) / turns / MINUTE_MS) * MINUTE_MS;
  let turn = 0;
  do {
    const write = KINDS[turn % KINDS.length] as (typeof KINDS)[number];
    const startedAt = NOW - OLDEST_DAYS * DAY_MS + turn * spacingMs;
    const {
      goes = [],
      stays = [],
      foreign: others = [],
    } = write({ directory, startedAt, turn, device: DEVICE, pins });
    entries += goes.length + stays.length + others.length;
    foreign += others.length;
    if (startedAt < NOW - RETENTION_DAYS * DAY_MS) for (const name of goes) due.add(name);
    turn += 1;
  } while (entries < files || turn % KINDS.length !== 0);
  writeFileSync(join(directory, 'pinned.txt'), `${pins.join('\n')}\n`);
  return { entries, due, foreign };
}

interface SessionShape {
  device?: string;
  /** Of its event log; 0: it kept none. */
  segments?: number;
  isFinished?: boolean;
}

/** A session of this program; its event log comes first. */
function writeSession({ directory, startedAt, turn }: Place, shape: SessionShape = {}): string[] {
  const { device = DEVICE, segments = 1, isFinished = true } = shape;
  const session = `session-${turn}`;
  const { date, time, iso } = zonedTime(startedAt, 'UTC');
  const names: string[] = [];
  for (let segment = 1; segment <= segments; segment += 1) {
    const name = eventLogFileName({ date, time, device, segment });
    const start = { data: { session, segment }, event_type: 'journal_session_start', timestamp: iso };
    const event = { data: { text: 'aä€😀'.repeat(turn % 100) }, event_type: 'probe', timestamp: iso };
    const lines = [start, event].map((record, index) => ({ seq: 2 * segment + index - 1, ...record }));
    writeFileSync(join(directory, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    names.push(name);
  }
  if (!isFinished) return names;
  const eventLog = names[0] === undefined ? {} : { eventLog: names[0] };
  const log = {
    date,
    time: `${time.slice(0, 5)} UTC`,
    device,
    session,
    ...eventLog,
    notes: [`Turn ${turn}.`],
  };
  const name = sessionLogFileName({ date, time, device, summary: 'Runtime Session' });
  writeFileSync(join(directory, name), formatSessionLog(log));
  return [...names, name];
}

/** By its name, by that of its event log and by its session in turn. */
function writePinned(place: Place): string[] {
  const names = writeSession(place);
  const ways = [...names, `session-${place.turn}`];
  place.pins.push(`${ways[place.pins.length % ways.length]}  # to be looked at`);
  return names;
}

/** Two runtimes of the original program that began in the same minute, of which one did not finish. */
function writeOriginalTwins(place: Place): Written {
  const later = { ...place, startedAt: place.startedAt + 20_000 };
  return { goes: writeOriginal(later), stays: writeOriginal(place, { isFinished: false }) };
}

function writeOriginal(
  { directory, startedAt, turn }: Place,
  shape: Pick<SessionShape, 'device' | 'isFinished'> = {},
): string[] {
  const data = { model_id: 'ann/large', reason: 'manual' };
  const event = { time: startedAt + 1_000, type: 'model_unloaded', data };
  const events = Array.from({ length: turn % 4 }, () => event);
  return writeOriginalSession(directory, { startedAt, timeZone: 'UTC', device: DEVICE, events, ...shape });
}
