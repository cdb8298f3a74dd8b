import { createHash } from 'node:crypto';
import { toHtml } from 'hast-util-to-html';

type HtmlNodes = Exclude<Parameters<typeof toHtml>[0], unknown[]>;
export type HtmlElement = Extract<HtmlNodes, { type: 'element' }>;
export type HtmlChild = HtmlElement['children'][number];

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;display:block;overflow-x:auto}
th,td{border:1px solid #8886;padding:.2rem .6rem;text-align:left;vertical-align:top}
pre{overflow-x:auto;white-space:pre-wrap}code,pre{font-family:ui-monospace,monospace;font-size:.9em}`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Nothing is loaded and nothing runs, whatever the page says. */
const HEADERS = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox`,
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};

export interface Page {
  html: string;
  headers: Record<string, string>;
}

/** A whole page without any asset of its own, and the headers that it needs. */
export function renderPage(title: string, children: HtmlChild[]): Page {
  const head = element('head', [
    element('meta', [], { charSet: 'utf-8' }),
    element('meta', [], { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('title', [title]),
    element('style', [STYLE]),
  ]);
  const html = toHtml({
    type: 'root',
    children: [
      { type: 'doctype' },
      element('html', [head, element('body', [element('main', children)])], { lang: 'en' }),
    ],
  });
  return { html, headers: HEADERS };
}

/** @param children - a string is text, never markup */
export function element(
  tagName: string,
  children: readonly (HtmlChild | string)[],
  properties: HtmlElement['properties'] = {},
): HtmlElement {
  return {
    type: 'element',
    tagName,
    properties,
    children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
  };
}

export function table(
  columns: readonly string[],
  rows: readonly (readonly (HtmlChild | string)[])[],
): HtmlElement {
  const head = element(
    'tr',
    columns.map((name) => element('th', [name])),
  );
  const body = rows.map((cells) =>
    element(
      'tr',
      cells.map((cell) => element('td', [cell])),
    ),
  );
  return element('table', [element('thead', [head]), element('tbody', body)]);
}
