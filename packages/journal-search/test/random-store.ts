import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  eventPiecesOf,
  type ModelEvent,
  type ModelEventLog,
  type ModelLog,
  type ModelStore,
  moveEventLog,
  moveLog,
  piecesOf,
  removeEventLog,
  removeLog,
  writeEventLog,
  writeLog,
} from './log-model.js';
import type { ModelPart } from './naive-search.js';

const WORDS = [
  'model',
  'Loaded',
  'model_loaded',
  'timeout',
  'Café',
  'cafe',
  'CAFE\u0301',
  'Straße',
  'strasse',
  '東京都',
  '京',
  'x9',
  'm2-5',
  'ΟΔΟΣ',
  'οδος',
  'İstanbul',
  'ﬁle',
  'Ｆｕｌｌ',
  'kelvin',
  'a',
  '12',
  '1e21',
  'naïve',
  'я',
  'ямб',
  'lo',
  'time',
];
const DEVICES = ['studio', 'mbp-1', 'Büro'];
const USERS = ['ann', 'Bob'];
const TYPES = ['model_loaded', 'model_load_failed', 'request_completed', 'crash_loop'];
const STATUSES = ['clean', 'killed'];
const STEPS = ['ok', 'fail'];
const MOST_LOGS = 12;
const MOST_EVENTS = 8;

/** Makes stores, changes and queries at random. */
export class RandomStore {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Something comes, changes, moves or goes. */
  change(store: ModelStore): void {
    if (store.logs.length > MOST_LOGS) this.#withLog(store, (log) => this.#deleteLog(store, log));
    if (store.eventLogs.length > MOST_LOGS)
      this.#withEventLog(store, (log) => this.#deleteEventLog(store, log));
    const steps = [
      () => this.#addLog(store),
      () => this.#addLog(store),
      () => this.#addEventLog(store),
      () => this.#addEventLog(store),
      () => this.#withLog(store, (log) => this.#editLog(store, log)),
      () => this.#withLog(store, (log) => moveLog(store, log)),
      () => this.#withLog(store, (log) => this.#deleteLog(store, log)),
      () => this.#withEventLog(store, (log) => this.#append(store, log)),
      () => this.#withEventLog(store, (log) => moveEventLog(store, log)),
      () => this.#withEventLog(store, (log) => this.#deleteEventLog(store, log)),
    ];
    this.#pick(steps)();
  }

  query(store: ModelStore): ModelPart[] {
    return Array.from({ length: 1 + this.#below(3) }, () => this.#part(store));
  }

  below(limit: number): number {
    return this.#below(limit);
  }

  #part(store: ModelStore): ModelPart {
    const isExcluded = this.#below(5) === 0;
    if (this.#below(3) === 0) return { isExcluded, filter: this.#filter() };
    const isPrefix = this.#below(3) === 0;
    const pieces = this.#below(2) === 0 ? [] : this.#piecesOfOne(store);
    const words = (pieces.length === 0 ? this.#pick(WORDS) : this.#pick(pieces)).split(' ');
    const from = this.#below(words.length);
    const some = words.slice(from, from + 1 + this.#below(3)).join(' ');
    const cut = isPrefix ? [...some].slice(0, Math.max(1, [...some].length - this.#below(3))).join('') : some;
    return { isExcluded, isPrefix, words: /[\p{L}\p{N}]$/u.test(cut) ? cut : 'model' };
  }

  #piecesOfOne({ logs, eventLogs }: ModelStore): string[] {
    const events = eventLogs.flatMap((log) => log.events);
    if (this.#below(2) === 0 && events.length > 0) return eventPiecesOf(this.#pick(events));
    return logs.length > 0 ? piecesOf(this.#pick(logs)).filter((piece) => /[\p{L}\p{N}]/u.test(piece)) : [];
  }

  #filter(): { name: string; value: string } {
    const filters = [
      ['device', this.#pick(DEVICES)],
      ['device', '*o'],
      ['user', this.#pick(USERS).toUpperCase()],
      ['category', 'sync'],
      ['type', this.#pick(TYPES)],
      ['type', 'model_*'],
      ['severity', this.#pick(['info', 'warning', 'error', 'critical'])],
      ['status', this.#pick([...STATUSES, ...STEPS])],
      ['since', new Date(this.#time()).toISOString()],
      ['until', new Date(this.#time()).toISOString()],
    ] as const;
    const [name, value] = this.#pick(filters);
    return { name, value };
  }

  #addLog(store: ModelStore): void {
    const kind = this.#pick(['session', 'update'] as const);
    const at = this.#time();
    const [date = '', clock = ''] = new Date(at).toISOString().split('T');
    const time = clock.slice(0, 5);
    const slug = `l${this.#below(1000)}`;
    const fileName =
      kind === 'session'
        ? `${date}-${time.replace(':', '')}-dev-${slug}.md`
        : `${this.#below(300)}_${date}_${slug}.md`;
    if (store.logs.some((log) => log.fileName === fileName)) return;
    const fields: Record<string, string> =
      kind === 'session'
        ? { date, time, device: this.#pick(DEVICES), user: this.#pick(USERS), status: this.#pick(STATUSES) }
        : { date, time, author: this.#pick(USERS), category: this.#pick(['sync', 'update']) };
    const steps = kind === 'update' ? Array.from({ length: this.#below(3) }, () => this.#pick(STEPS)) : [];
    const log: ModelLog = {
      kind,
      fileName,
      archived: this.#below(4) === 0,
      at: Math.floor(at / 60_000) * 60_000,
      fields,
      lines: this.#lines(),
      steps,
    };
    writeLog(store, log);
    store.logs.push(log);
  }

  #editLog(store: ModelStore, log: ModelLog): void {
    log.lines = this.#lines();
    writeLog(store, log);
  }

  #deleteLog(store: ModelStore, log: ModelLog): void {
    removeLog(store, log);
    store.logs.splice(store.logs.indexOf(log), 1);
  }

  #addEventLog(store: ModelStore): void {
    const at = this.#time();
    const stamp = new Date(at).toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
    const device = this.#pick(['studio', 'mbp-1']);
    const fileName = `${stamp}-${device}-events.jsonl`;
    if (
      existsSync(join(store.sessionLogsDir, fileName)) ||
      store.eventLogs.some((log) => log.fileName === fileName)
    )
      return;
    const log = { fileName, archived: this.#below(4) === 0, device, events: [] };
    this.#addEvents(log, at);
    writeEventLog(store, log);
    store.eventLogs.push(log);
  }

  #append(store: ModelStore, log: ModelEventLog): void {
    if (log.events.length > MOST_EVENTS) return;
    this.#addEvents(log, (log.events.at(-1)?.at ?? Date.parse('2026-03-01T00:00:00Z')) + 1);
    writeEventLog(store, log);
  }

  #addEvents({ events }: ModelEventLog, from: number): void {
    const isOld = events[0] === undefined ? this.#below(2) === 0 : events[0].seq === undefined;
    for (let at = from; this.#below(6) > 0; at += this.#below(60_000)) {
      const data = Object.fromEntries(this.#lines().map((line, index) => [`k${index}`, line]));
      const event: ModelEvent = { at, type: this.#pick(TYPES), data };
      events.push(isOld ? event : { ...event, seq: events.length + 1 });
    }
  }

  #deleteEventLog(store: ModelStore, log: ModelEventLog): void {
    removeEventLog(store, log);
    store.eventLogs.splice(store.eventLogs.indexOf(log), 1);
  }

  #lines(): string[] {
    return Array.from({ length: this.#below(4) }, () =>
      Array.from({ length: 1 + this.#below(5) }, () => this.#pick(WORDS)).join(' '),
    );
  }

  #time(): number {
    return Date.parse('2026-02-24T00:00:00Z') + this.#below(5 * 86_400) * 1000;
  }

  #withLog(store: ModelStore, use: (log: ModelLog) => void): void {
    if (store.logs.length > 0) use(this.#pick(store.logs));
  }

  #withEventLog(store: ModelStore, use: (log: ModelEventLog) => void): void {
    if (store.eventLogs.length > 0) use(this.#pick(store.eventLogs));
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#below(from.length)] as T;
  }
}
