import { readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { JournalRuntimeError } from '../errors.js';
import { errorText, visible } from '../shown.js';
import { nearest } from './nearest.js';
import { readSettings, type SettingSource } from './setting-source.js';

const BLOCKS = ['journaling', 'journal'] as const;

/**
 * The settings of a YAML or JSON file: its `journaling:` block (LMX) or its `journal` object (the CLI).
 * A file without either gives none.
 *
 * @remarks Read as YAML 1.1, as LMX reads it: `yes` is true and `0600` is octal.
 */
export function readConfigFile(path: string): SettingSource {
  const text = readText(path);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.1', prettyErrors: false });
  const syntax = document.errors[0];
  if (syntax !== undefined) {
    const { line, col } = lines.linePos(syntax.pos[0]);
    throw new JournalRuntimeError(
      'JOURNAL_RUNTIME_CONFIG_UNREADABLE',
      `${visible(path)}:${line}:${col} is not valid YAML: ${visible(syntax.message)}. Mend that line.`,
      { path, line, column: col },
      { cause: syntax },
    );
  }
  const root = document.contents;
  const none: SettingSource = { settings: new Map(), problems: [] };
  if (root === null) return none;
  const lineOf = (offset: number | undefined) =>
    offset === undefined ? undefined : lines.linePos(offset).line;
  const source = visible(path);
  if (!isMap(root)) {
    const message = 'holds no mapping; a configuration starts with keys such as `journaling:`';
    return { ...none, problems: [{ key: 'the file', value: undefined, message, source, line: 1 }] };
  }

  const found = root.items.filter(
    (pair) => isScalar(pair.key) && (BLOCKS as readonly unknown[]).includes(pair.key.value),
  );
  const block = found[0];
  if (block === undefined) return { ...none, problems: misspelledBlocks(root.items, source, lineOf) };
  const blockName = String((block.key as { value: unknown }).value);
  const blockLine = lineOf(rangeStart(block.key));
  const at = { source, ...(blockLine === undefined ? {} : { line: blockLine }) };
  if (found.length > 1) {
    const message = 'stands beside another block of settings; keep either `journaling` or `journal`';
    return { ...none, problems: [{ key: blockName, value: undefined, message, ...at }] };
  }
  if (block.value === null || (isScalar(block.value) && block.value.value === null)) return none;
  if (!isMap(block.value)) {
    const message = 'is not a mapping of settings';
    return { ...none, problems: [{ key: blockName, value: document.toJS()[blockName], message, ...at }] };
  }

  const keyLines = new Map<string, number | undefined>();
  for (const pair of block.value.items) {
    if (isScalar(pair.key)) keyLines.set(String(pair.key.value), lineOf(rangeStart(pair.key)));
  }
  const values = document.toJS() as Record<string, Record<string, unknown>>;
  return readSettings(Object.entries(values[blockName] ?? {}), {
    source,
    lineOf: (key) => keyLines.get(key),
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new JournalRuntimeError(
      'JOURNAL_RUNTIME_CONFIG_UNREADABLE',
      `The configuration file ${visible(path)} cannot be read (${errorText(error)}). Check the path and its permissions.`,
      { path },
      { cause: error },
    );
  }
}

/** A top-level key that is nearly `journaling` would silently switch everything to the defaults. */
function misspelledBlocks(
  items: readonly { key: unknown }[],
  source: string,
  lineOf: (offset: number | undefined) => number | undefined,
): SettingSource['problems'] {
  const problems: SettingSource['problems'] = [];
  for (const { key } of items) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    if (!/^jo?u?rn/i.test(name)) continue;
    const line = lineOf(rangeStart(key));
    const message = 'is not a known block of settings';
    problems.push({
      key: name,
      value: undefined,
      message,
      nearest: nearest(name, BLOCKS),
      source,
      ...(line === undefined ? {} : { line }),
    });
  }
  return problems;
}

function rangeStart(node: unknown): number | undefined {
  return (node as { range?: [number, number, number] | null } | null)?.range?.[0];
}
