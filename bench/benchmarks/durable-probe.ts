// Run in a process of its own: appends events of which each is on the disk when that is said, and tells how long it took.
import { closeSync, fdatasync, fdatasyncSync, openSync, rmSync, write, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createJournalStore, type EventLog } from '@opta/journal-store';
import { spreadOf } from '../statistics.js';
import { hostEventOf, type Sample, samplesOf, wholeRecordOf } from './record-samples.js';

export interface DurableParameters {
  what: 'rate' | 'one';
  /** Events, and a fifth as many before. */
  count: number;
  /** An empty folder. */
  directory: string;
}

/** Many at a time. */
export interface RateAnswer {
  /** Acknowledged. */
  perSecond: number;
}

/** One at a time, from the call until it is on the disk, in microseconds: the median. */
export interface OneAnswer {
  append: number;
  fdatasync: number;
  fdatasyncAsynchronous: number;
}

const TURN = 200;
/** Events that may wait for their acknowledgement; as many fit into the event log's memory several times. */
const MOST_WAITING = 10_000;

const { what, count, directory } = JSON.parse(process.argv[2] as string) as DurableParameters;
const samples = samplesOf('event');
const answer = await (what === 'rate' ? rate() : one());
rmSync(directory, { recursive: true });
console.log(JSON.stringify(answer));

async function rate(): Promise<RateAnswer> {
  const log = await open();
  await appendMany(log, count / 5);
  const begin = performance.now();
  await appendMany(log, count);
  const seconds = (performance.now() - begin) / 1_000;
  await log.close();
  return { perSecond: count / seconds };
}

async function appendMany(log: EventLog, events: number): Promise<void> {
  let [waiting, failed, last] = [0, 0, Promise.resolve(true)];
  const answered = (isDurable: boolean) => {
    waiting -= 1;
    if (!isDurable) failed += 1;
  };
  for (let done = 0; done < events; ) {
    for (const end = Math.min(done + TURN, events); done < end; done += 1) {
      waiting += 1;
      last = append(log, done);
      void last.then(answered);
    }
    await setImmediate();
    if (waiting > MOST_WAITING) await last;
  }
  await last;
  if (failed > 0) throw new Error(`${failed} of ${events} events are not on the disk`);
}

/** All three ways in turn, so that the disk is the same for each. */
async function one(): Promise<OneAnswer> {
  const log = await open();
  const fd = openSync(join(directory, 'events.jsonl'), 'a');
  const [writeLine, sync] = [promisify(write), promisify(fdatasync)];
  const times = { append: [] as number[], fdatasync: [] as number[], fdatasyncAsynchronous: [] as number[] };
  for (let index = 0; index < count + count / 5; index += 1) {
    const appended = await timeUs(async () => {
      if (!(await append(log, index))) throw new Error(`Event ${index} is not on the disk`);
    });
    const bare = await timeUs(() => {
      writeSync(fd, lineOf(index));
      fdatasyncSync(fd);
    });
    const asynchronous = await timeUs(async () => {
      await writeLine(fd, Buffer.from(lineOf(index)));
      await sync(fd);
    });
    if (index < count / 5) continue;
    times.append.push(appended);
    times.fdatasync.push(bare);
    times.fdatasyncAsynchronous.push(asynchronous);
  }
  closeSync(fd);
  await log.close();
  return {
    append: spreadOf(times.append).median,
    fdatasync: spreadOf(times.fdatasync).median,
    fdatasyncAsynchronous: spreadOf(times.fdatasyncAsynchronous).median,
  };
}

async function timeUs(run: () => void | Promise<void>): Promise<number> {
  const begin = performance.now();
  await run();
  return (performance.now() - begin) * 1_000;
}

async function open(): Promise<EventLog> {
  const store = createJournalStore({
    sessionLogsDir: join(directory, 'logs'),
    updateLogsDir: join(directory, 'updates'),
  });
  const start = {
    session: 'bench',
    segment: 1,
    formatVersion: 1 as const,
    device: 'bench',
    user: 'bench',
    model: 'bench',
    startedAt: Date.now(),
    timeZone: 'UTC',
    pid: process.pid,
    metadata: {},
  };
  return store.openEventLog({ start, durability: 'durable' });
}

function append(log: EventLog, index: number): Promise<boolean> {
  const { event_type, data } = samples[index % samples.length] as Sample;
  return log.append({ type: event_type, data: JSON.stringify(data), time: Date.now() });
}

function lineOf(index: number): string {
  const event = hostEventOf(samples[index % samples.length] as Sample);
  return `${JSON.stringify(wholeRecordOf(event))}\n`;
}
