import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A document as a test makes it: what is on the disk, and what a search has to know of it. */
export interface ModelLog {
  kind: 'session' | 'update';
  fileName: string;
  archived: boolean;
  at: number;
  fields: Record<string, string>;
  lines: string[];
  /** States of the steps of an update log. */
  steps: string[];
}

export interface ModelEvent {
  at: number;
  type: string;
  seq?: number;
  data: Record<string, string>;
}

export interface ModelEventLog {
  fileName: string;
  archived: boolean;
  device: string;
  events: ModelEvent[];
}

export interface ModelStore {
  sessionLogsDir: string;
  updateLogsDir: string;
  logs: ModelLog[];
  eventLogs: ModelEventLog[];
}

const directoryOf = (store: ModelStore, { kind }: Pick<ModelLog, 'kind'>): string =>
  kind === 'session' ? store.sessionLogsDir : store.updateLogsDir;

const dateOf = (fileName: string): string => /\d{4}-\d{2}-\d{2}/.exec(fileName)?.[0] as string;

/** Where a file is; its folder exists afterwards. */
function pathOf(directory: string, fileName: string, archived: boolean): string {
  const folder = archived ? join(directory, 'archive', dateOf(fileName).slice(0, 7)) : directory;
  mkdirSync(folder, { recursive: true });
  return join(folder, fileName);
}

export function writeLog(store: ModelStore, log: ModelLog): void {
  writeFileSync(pathOf(directoryOf(store, log), log.fileName, log.archived), textOf(log));
}

export function removeLog(store: ModelStore, log: ModelLog): void {
  rmSync(pathOf(directoryOf(store, log), log.fileName, log.archived));
}

export function moveLog(store: ModelStore, log: ModelLog): void {
  const from = pathOf(directoryOf(store, log), log.fileName, log.archived);
  log.archived = !log.archived;
  renameSync(from, pathOf(directoryOf(store, log), log.fileName, log.archived));
}

export function writeEventLog(store: ModelStore, log: ModelEventLog): void {
  const text = log.events.map((event) => `${lineOf(event)}\n`).join('');
  const path = pathOf(store.sessionLogsDir, log.fileName, log.archived);
  if (log.archived) writeFileSync(`${path}.gz`, gzipSync(text));
  else writeFileSync(path, text);
}

export function removeEventLog(store: ModelStore, log: ModelEventLog): void {
  const path = pathOf(store.sessionLogsDir, log.fileName, log.archived);
  rmSync(log.archived ? `${path}.gz` : path);
}

export function moveEventLog(store: ModelStore, log: ModelEventLog): void {
  const before = { ...log };
  log.archived = !log.archived;
  writeEventLog(store, log);
  removeEventLog(store, before);
}

function textOf({ fields, lines, steps }: ModelLog): string {
  const frontmatter = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const rows = steps.map((status) => `| lmx | model | load | ${status} | done |`);
  const table = [
    '## Step Results',
    '| Target | Component | Step | Status | Message |',
    '| --- | --- | --- | --- | --- |',
  ];
  return [
    '---',
    ...frontmatter,
    '---',
    '',
    '# Heading',
    '## Summary',
    ...lines.map((line) => `- ${line}`),
    ...(steps.length === 0 ? [] : [...table, ...rows]),
    '',
  ].join('\n');
}

/** Half of them as Python writes them: sorted, with escapes for all that is not ASCII. */
function lineOf({ at, type, seq, data }: ModelEvent): string {
  const time = { timestamp: new Date(at).toISOString(), timestamp_unix: at / 1000 };
  if (seq !== undefined) return JSON.stringify({ seq, event_type: type, ...time, data });
  const json = JSON.stringify({ data, event_type: type, ...time });
  return json.replace(/[^\0-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The texts of a log in which a phrase must be as a whole. */
export function piecesOf({ fields, lines, steps }: ModelLog): string[] {
  const table = [
    'Target Component Step Status Message',
    ...steps.map((status) => `lmx model load ${status} done`),
  ];
  return [
    ...Object.values(fields),
    'Heading',
    'Summary',
    ...lines,
    ...(steps.length === 0 ? [] : ['Step Results', ...table]),
  ];
}

export function eventPiecesOf({ type, data }: ModelEvent): string[] {
  return [type, ...Object.entries(data).map(([key, value]) => `${key} ${value}`)];
}
