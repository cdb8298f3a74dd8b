// Run in a process of its own: records so many events in one way and tells how long that took.
import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { RECORDERS, type RecorderName } from '../recorders/recorders.js';
import {
  type HostEvent,
  hostEventOf,
  LAST_SAMPLE,
  type Payload,
  type Sample,
  samplesOf,
  wholeRecordOf,
} from './record-samples.js';

export interface RecordParameters {
  recorder: RecorderName;
  payload: Payload;
  /** Events that count. */
  count: number;
  /** Events before them. */
  warmUp: number;
  /** An empty folder. */
  directory: string;
}

export interface RecordAnswer {
  perSecond: number;
  cpuUs: number;
  /** Of a line on the disk, on average; undefined where there are no lines. */
  lineBytes?: number;
}

/** Events that come together, then the process does something else: asynchronous writers need that. */
const TURN = 200;
/** Events between two looks whether too much waits: a look takes as long as some of them. */
const LOOK_EVERY = 4_000;
const NEWLINE = 10;

const { recorder, payload, count, warmUp, directory } = JSON.parse(
  process.argv[2] as string,
) as RecordParameters;
const samples = samplesOf(payload);
const isReady = recorder === 'json';
const ready = isReady ? samples.map((sample) => wholeRecordOf(hostEventOf(sample))) : [];
const { record, isBehind, flush, close, path } = await RECORDERS[recorder](directory);

await recordMany(warmUp);
const [begin, cpu] = [performance.now(), process.cpuUsage()];
await recordMany(count - 1);
record(hostEventOf(LAST_SAMPLE));
await flush();
const seconds = (performance.now() - begin) / 1_000;
const { user, system } = process.cpuUsage(cpu);
await close?.();
const answer: RecordAnswer = { perSecond: count / seconds, cpuUs: (user + system) / count, ...checkLines() };
rmSync(directory, { recursive: true });
console.log(JSON.stringify(answer));

/** The time is that of the moment, except of records that are ready. */
function eventAt(index: number): HostEvent {
  const at = index % samples.length;
  return isReady ? (ready[at] as unknown as HostEvent) : hostEventOf(samples[at] as Sample);
}

async function recordMany(events: number): Promise<void> {
  for (let done = 0; done < events; ) {
    for (const end = Math.min(done + TURN, events); done < end; done += 1) {
      record(eventAt(done));
    }
    await setImmediate();
    if (done % LOOK_EVERY < TURN) while (isBehind?.()) await setTimeout(1);
  }
}

/** A way that has lost a line has not done the work. */
function checkLines(): { lineBytes?: number } {
  if (path === undefined) return {};
  const [lines, bytes] = countLines(path);
  // A journal has records of its own, of its start and end.
  const own = recorder === 'journal' ? 2 : 0;
  if (lines !== count + warmUp + own) {
    throw new Error(`${recorder} was given ${count + warmUp} events and has ${lines - own} lines`);
  }
  return { lineBytes: bytes / lines };
}

function countLines(file: string): [lines: number, bytes: number] {
  const fd = openSync(file, 'r');
  const buffer = Buffer.allocUnsafe(1_048_576);
  let [lines, bytes] = [0, 0];
  for (;;) {
    const read = readSync(fd, buffer);
    if (read === 0) break;
    bytes += read;
    for (let at = 0; at < read; at += 1) if (buffer[at] === NEWLINE) lines += 1;
  }
  closeSync(fd);
  return [lines, bytes];
}
