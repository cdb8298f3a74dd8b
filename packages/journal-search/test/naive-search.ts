import { eventSeverity } from '@opta/journal-format';
import { eventPiecesOf, type ModelStore, piecesOf } from './log-model.js';

/** A query as its parts, from which both its text and the expected answer are made. */
export interface ModelPart {
  isExcluded: boolean;
  /** Words that follow each other. */
  words?: string;
  isPrefix?: boolean;
  filter?: { name: string; value: string };
}

interface Item {
  kind: 'session' | 'update' | 'event';
  fileName: string;
  at: number;
  place: number;
  pieces: string[];
  fields: Record<string, string[]>;
}

/** What is expected, each as `fileName` or `fileName#place`. */
export function naiveSearch(store: ModelStore, parts: readonly ModelPart[]): string[] {
  return itemsOf(store)
    .filter((item) => parts.every((part) => matches(item, part) !== part.isExcluded))
    .sort(
      (a, b) =>
        b.at - a.at || (a.fileName < b.fileName ? 1 : a.fileName > b.fileName ? -1 : b.place - a.place),
    )
    .map(({ kind, fileName, at }) => (kind === 'event' ? `${fileName}@${at}` : fileName));
}

export function textOfParts(parts: readonly ModelPart[]): string {
  return parts
    .map(({ isExcluded, words, isPrefix, filter }) => {
      const sign = isExcluded ? '-' : '';
      if (filter !== undefined) return `${sign}${filter.name}:"${filter.value}"`;
      const isWord = /^[\p{L}\p{N}]+$/u.test(words as string);
      return `${sign}${isWord ? words : `"${words}"`}${isPrefix === true ? '*' : ''}`;
    })
    .join(' ');
}

function itemsOf({ logs, eventLogs }: ModelStore): Item[] {
  const items: Item[] = logs.map((log) => {
    const { fields } = log;
    const status = log.kind === 'session' ? [fields.status] : log.steps;
    const known = {
      device: [fields.device],
      user: [fields.user ?? fields.author],
      category: log.kind === 'update' ? [fields.category] : [],
      status,
    };
    const shown = Object.entries(known).map(([key, values]) => [
      key,
      values.filter((one) => one !== undefined),
    ]);
    return {
      kind: log.kind,
      fileName: log.fileName,
      at: log.at,
      place: 0,
      pieces: piecesOf(log),
      fields: Object.fromEntries(shown),
    };
  });
  for (const { fileName, device, events } of eventLogs) {
    for (const [place, event] of events.entries()) {
      const { type, at } = event;
      const fields = { device: [device], type: [type], severity: [eventSeverity(type)] };
      items.push({ kind: 'event', fileName, at, place, pieces: eventPiecesOf(event), fields });
    }
  }
  return items;
}

function matches(item: Item, { words, isPrefix, filter }: ModelPart): boolean {
  if (filter !== undefined) return matchesFilter(item, filter);
  const wanted = wordsOf(words as string);
  return item.pieces.some((piece) => {
    const all = wordsOf(piece);
    return all.some((_, from) =>
      wanted.every((word, index) => {
        const one = all[from + index] ?? '';
        return isPrefix === true && index === wanted.length - 1 ? one.startsWith(word) : one === word;
      }),
    );
  });
}

function matchesFilter(item: Item, { name, value }: { name: string; value: string }): boolean {
  if (name === 'since') return item.at >= Date.parse(value);
  if (name === 'until') return item.at <= Date.parse(value);
  const values = item.fields[name] ?? [];
  if (name === 'severity') {
    const order = ['info', 'warning', 'error', 'critical'];
    return values.some((one) => order.indexOf(one) >= order.indexOf(value));
  }
  const pattern = new RegExp(`^${value.replace(/\*/g, '.*')}$`, name === 'type' ? '' : 'i');
  return values.some((one) => pattern.test(one));
}

function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ');
  return plain.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? [];
}
