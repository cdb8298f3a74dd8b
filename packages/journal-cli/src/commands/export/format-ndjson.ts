import { isoTimestamp } from '@opta/journal-format';
import { visibleJson } from '../../terminal/visible-text.js';
import type { Exported, ExportView } from './exported.js';

/** One object a line. */
export async function* formatNdjson(
  items: AsyncIterable<Exported>,
  { timeZone }: ExportView,
): AsyncGenerator<string> {
  for await (const item of items) yield `${visibleJson(JSON.stringify(toObject(item, timeZone)))}\n`;
}

function toObject(item: Exported, timeZone: string): object {
  if (item.kind === 'event') {
    const { seq, eventType, timestamp, time, data, extra } = item.record;
    return {
      kind: 'event',
      event_log: item.eventLog,
      seq: seq ?? null,
      event_type: eventType,
      timestamp,
      timestamp_unix: Number.isNaN(time) ? null : time / 1_000,
      data: data ?? null,
      ...(extra === undefined ? {} : { extra }),
    };
  }
  const { entry, text, kind } = item;
  const { fileName, createdAt, archived, frontmatter } = entry;
  return {
    kind,
    fileName,
    began: isoTimestamp(createdAt, timeZone),
    archived: archived ?? null,
    frontmatter,
    text,
  };
}
