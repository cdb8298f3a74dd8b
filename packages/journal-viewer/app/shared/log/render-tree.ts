import { type ComponentChildren, h } from 'preact';
import { visibleText } from '../visible-text.js';
import type { LogElement, LogNode } from './log-tree.js';

export interface RenderOptions {
  /** The address that leads to a section. */
  hrefOfSection(slug: string): string;
}

/** What a log is made of. Anything else is shown by what is in it. */
const TAGS: ReadonlySet<string> = new Set(
  (
    'a b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li ol p pre q s samp ' +
    'section span strong sub summary sup table tbody td tfoot th thead tr ul var'
  ).split(' '),
);
/** Attributes that are taken over, and what their values may be. */
const ATTRIBUTES: Record<string, (value: unknown) => boolean> = {
  id: (value) => typeof value === 'string' && value.startsWith('log-'),
  title: (value) => typeof value === 'string',
  start: (value) => Number.isInteger(value),
  align: (value) => value === 'left' || value === 'right' || value === 'center',
};
/** Levels that are looked into; the parser gives fewer. */
const MAX_DEPTH = 300;

/** The tree of a log as elements: text stays text, and only what is listed here becomes anything else. */
export function renderTree(nodes: readonly LogNode[], options: RenderOptions): ComponentChildren {
  return renderNodes(nodes, options, 0);
}

function renderNodes(nodes: readonly LogNode[], options: RenderOptions, depth: number): ComponentChildren[] {
  if (depth > MAX_DEPTH || !Array.isArray(nodes)) return [];
  return nodes.map((node) => {
    if (node.type === 'text') return visibleText(String(node.value));
    return node.type === 'element' ? renderElement(node, options, depth) : null;
  });
}

function renderElement(element: LogElement, options: RenderOptions, depth: number): ComponentChildren {
  const { tagName } = element;
  if (tagName === 'input') return renderCheckbox(element);
  const children = renderNodes(element.children, options, depth + 1);
  if (tagName === 'a') return renderLink(element, children);
  if (!TAGS.has(tagName)) return children;
  const attributes = attributesOf(element);
  if (tagName === 'table') return renderTable(attributes, children);
  if (/^h[1-6]$/.test(tagName)) return renderHeading(tagName, attributes, children, options);
  if (tagName === 'th') return h('th', { scope: 'col', ...attributes }, children);
  return h(tagName, attributes, children);
}

/** Text where it leads anywhere but to the web: files beside the log are not there, and `#…` is another page here. */
function renderLink({ properties }: LogElement, children: ComponentChildren): ComponentChildren {
  const href = properties?.href;
  if (typeof href === 'string' && /^https?:\/\//i.test(href)) {
    return h('a', { href, rel: 'noreferrer', target: '_blank' }, children);
  }
  return h('span', { title: typeof href === 'string' ? href : undefined }, children);
}

function renderTable(attributes: Record<string, unknown>, children: ComponentChildren): ComponentChildren {
  // What scrolls must be reachable by keyboard.
  const box = { class: 'log-table', role: 'group', 'aria-label': 'Table', tabIndex: 0 };
  return h('div', box, h('table', attributes, children));
}

function renderHeading(
  tagName: string,
  attributes: Record<string, unknown>,
  children: ComponentChildren,
  { hrefOfSection }: RenderOptions,
): ComponentChildren {
  const { id } = attributes;
  if (typeof id !== 'string') return h(tagName, attributes, children);
  const href = hrefOfSection(id.replace(/^log-/, ''));
  const link = h('a', { class: 'log-anchor no-print', href, 'aria-label': 'Link to this section' }, '#');
  return h(tagName, { ...attributes, tabIndex: -1 }, children, ' ', link);
}

function renderCheckbox({ properties }: LogElement): ComponentChildren {
  const isDone = properties?.checked === true;
  return h('span', { role: 'img', 'aria-label': isDone ? 'done' : 'open' }, isDone ? '☑' : '☐');
}

function attributesOf({ properties }: LogElement): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties ?? {}).filter(
      ([name, value]) => Object.hasOwn(ATTRIBUTES, name) && ATTRIBUTES[name]?.(value),
    ),
  );
}
