import { isoTimestamp, zonedTime } from '@opta/journal-format';
import { createLogRenderer, type HtmlLogRenderer } from '@opta/journal-http';
import { visibleLines, visibleText } from '../../terminal/visible-text.js';
import { describeData, isTime } from '../tail/format-record.js';
import type { Exported, ExportView } from './exported.js';

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:60rem;margin:2rem auto;padding:0 1rem}
section{border-top:1px solid #8886;margin-top:3rem}
table{border-collapse:collapse;display:block;overflow-x:auto}
th,td{border:1px solid #8886;padding:.2rem .6rem;text-align:left;vertical-align:top}
pre{overflow-x:auto;white-space:pre-wrap}code,pre{font-family:ui-monospace,monospace;font-size:.9em}
td{overflow-wrap:anywhere}`;

/** Nothing is loaded and nothing runs, whatever stands in a log. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The table of contents stands after what it is about in the text, so that it can be written piece by piece. */
const LAYOUT = 'body{display:flex;flex-direction:column}nav{order:-1}header{order:-2}';

/** One page with every log as a section, and a table of contents. */
export async function* formatHtml(
  items: AsyncIterable<Exported>,
  { timeZone }: ExportView,
): AsyncGenerator<string> {
  const renderer = createLogRenderer();
  const contents: { id: string; title: string }[] = [];
  const begin = (title: string): string => {
    const id = `part-${contents.length + 1}`;
    contents.push({ id, title });
    return `<section id="${id}">\n`;
  };
  let eventLog: string | undefined;
  yield HEAD;
  try {
    for await (const item of items) {
      if (eventLog !== undefined && (item.kind !== 'event' || item.eventLog !== eventLog)) {
        yield '</table>\n</section>\n';
        eventLog = undefined;
      }
      if (item.kind !== 'event') {
        const html = await renderLog(renderer, item);
        yield `${begin(describeLog(item, timeZone))}${html}</section>\n`;
        continue;
      }
      if (eventLog === undefined) {
        eventLog = item.eventLog;
        yield `${begin(eventLog)}<h2>${escapeHtml(eventLog)}</h2>\n<table>\n${EVENT_HEAD}`;
      }
      yield formatEvent(item, timeZone);
    }
  } finally {
    renderer.close();
  }
  if (eventLog !== undefined) yield '</table>\n</section>\n';
  yield formatContents(contents);
}

const HEAD = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Journal</title>
<style>${STYLE}
${LAYOUT}</style>
</head>
<body>
<header><h1>Journal</h1></header>
`;

const EVENT_HEAD = '<tr><th>Time</th><th>Type</th><th>Data</th></tr>\n';

function formatContents(contents: readonly { id: string; title: string }[]): string {
  const entries = contents.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>\n`);
  return `<nav>\n<h2>Contents</h2>\n<ol>\n${entries.join('')}</ol>\n</nav>\n</body>\n</html>\n`;
}

type ExportedLog = Exclude<Exported, { kind: 'event' }>;

function describeLog({ entry }: ExportedLog, timeZone: string): string {
  const { date, time } = zonedTime(entry.createdAt, timeZone);
  const about = 'status' in entry && entry.status !== undefined ? `, ${entry.status}` : '';
  return `${date} ${time.slice(0, 5)}: ${entry.fileName}${about}`;
}

async function renderLog(renderer: HtmlLogRenderer, { kind, entry, text }: ExportedLog): Promise<string> {
  const { fileName } = entry;
  const name = `<p><code>${escapeHtml(fileName)}</code></p>\n`;
  // Control characters have no place in HTML.
  const shown = visibleLines(text);
  const rendered = await renderer.render({ text: shown, kind, fileName });
  // A frontmatter may have them as escapes, which rendering undoes.
  return name + (rendered.ok ? `${visibleLines(rendered.html)}\n` : `<pre>${escapeHtml(shown)}</pre>\n`);
}

function formatEvent({ record }: Extract<Exported, { kind: 'event' }>, timeZone: string): string {
  const { time, timestamp, eventType, data } = record;
  const at = isTime(time) ? isoTimestamp(time, timeZone) : timestamp;
  const cells = [at, eventType, describeData(data)].map(
    (text) => `<td>${escapeHtml(visibleText(text))}</td>`,
  );
  return `<tr>${cells.join('')}</tr>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is neither markup nor anything that a terminal would obey. */
function escapeHtml(text: string): string {
  return visibleLines(text).replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
