import * as fc from 'fast-check';
import { isValidElement, type VNode } from 'preact';
import { expect, test } from 'vitest';
import type { LogNode } from '../app/shared/log/log-tree.js';
import { renderTree } from '../app/shared/log/render-tree.js';

const ALLOWED_ATTRIBUTES = new Set(
  'id title start align href rel target class role aria-label tabIndex scope children'.split(' '),
);

function render(...nodes: unknown[]): VNode[] {
  const tree = renderTree(nodes as LogNode[], { hrefOfSection: (slug) => `#/there?section=${slug}` });
  return elementsOf(tree);
}

function elementsOf(tree: unknown): VNode[] {
  if (Array.isArray(tree)) return tree.flatMap(elementsOf);
  if (!isValidElement(tree)) return [];
  return [tree, ...elementsOf((tree.props as { children?: unknown }).children)];
}

function element(tagName: string, properties: object = {}, ...children: unknown[]): unknown {
  return { type: 'element', tagName, properties, children };
}

const names = (elements: VNode[]) => elements.map(({ type }) => type);

test.each(['script', 'iframe', 'img', 'svg', 'style', 'object', 'form', 'math', 'SCRIPT', 'constructor'])(
  'shows what is in <%s>, not the element',
  (tagName) => {
    const inside = element('em', {}, { type: 'text', value: 'x' });
    expect(names(render(element(tagName, { src: 'https://example.com' }, inside)))).toEqual(['em']);
  },
);

test.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'data:text/html,x',
  'blob:https://example.com/x',
  '//example.com',
  './other.md',
  '#/upkeep',
  ['https://example.com'],
  null,
])('makes no link of %j', (href) => {
  const [link] = render(element('a', { href }, { type: 'text', value: 'x' }));
  expect(link?.type).toBe('span');
  expect(link?.props).not.toHaveProperty('href');
});

test('a link to the web tells nobody where it was clicked', () => {
  const [link] = render(
    element('a', { href: 'https://example.com/', target: 'x', ping: 'https://example.com' }),
  );
  expect(link?.props).toMatchObject({ href: 'https://example.com/', rel: 'noreferrer', target: '_blank' });
  expect(link?.props).not.toHaveProperty('ping');
});

test('takes over no attribute that could run, load, style or name anything', () => {
  const hostile = {
    onClick: 'alert(1)',
    onclick: () => undefined,
    style: 'position:fixed',
    dangerouslySetInnerHTML: { __html: '<b>' },
    ref: () => undefined,
    key: 'x',
    is: 'x-y',
    name: 'x',
    id: 'content',
    class: 'notice',
    innerHTML: '<b>',
    __proto__: { title: 'x' },
  };
  for (const tagName of ['p', 'table', 'th', 'h2', 'input', 'details']) {
    for (const { props, ref } of render(element(tagName, hostile))) {
      expect(Object.keys(props).filter((name) => !ALLOWED_ATTRIBUTES.has(name))).toEqual([]);
      expect((props as { id?: string }).id).toBeUndefined();
      expect(ref ?? null).toBeNull();
    }
  }
});

test('a heading with an id can be linked to', () => {
  const [heading, link] = render(element('h2', { id: 'log-next-steps' }, { type: 'text', value: 'Next' }));
  expect(heading?.props).toMatchObject({ id: 'log-next-steps', tabIndex: -1 });
  expect(link?.props).toMatchObject({ href: '#/there?section=next-steps' });
});

test('a table scrolls in a box that the keyboard reaches, and its columns have headings', () => {
  const [box, table, heading] = render(element('table', {}, element('th', { align: 'right' })));
  expect(box?.props).toMatchObject({ tabIndex: 0 });
  expect(table?.type).toBe('table');
  expect(heading?.props).toMatchObject({ scope: 'col', align: 'right' });
});

test('a task is told in a word', () => {
  const done = render(element('input', { type: 'checkbox', checked: true, disabled: true }));
  const open = render(element('input', { type: 'password', onFocus: 'x' }));
  expect(done).toMatchObject([{ type: 'span', props: { 'aria-label': 'done' } }]);
  expect(open).toMatchObject([{ type: 'span', props: { 'aria-label': 'open' } }]);
});

test('shows what turns text around and what would be an escape of a terminal', () => {
  const tree = renderTree([{ type: 'text', value: 'a\u202eb\u001b[31m' }], { hrefOfSection: () => '' });
  expect(tree).toEqual(['a⟨U+202E⟩b␛[31m']);
});

test('stops at a depth at which no log is', () => {
  let node = element('em', {}, { type: 'text', value: 'x' });
  for (let depth = 0; depth < 5_000; depth += 1) node = element('em', {}, node);
  expect(render(node).length).toBeLessThan(1_000);
});

test('makes of no tree anything but listed elements', () => {
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.record({ type: fc.constant('text'), value: fc.string() }),
      fc.record({ type: fc.string(), value: fc.anything() }),
      fc.record({
        type: fc.constant('element'),
        tagName: fc.oneof(
          fc.string(),
          fc.constantFrom('a', 'p', 'script', 'h1', 'table', 'input', '__proto__'),
        ),
        properties: fc.dictionary(
          fc.oneof(fc.string(), fc.constantFrom('href', 'id', 'onclick', 'style', 'ref')),
          fc.anything(),
        ),
        children: fc.array(tie('node'), { maxLength: 3 }),
      }),
    ),
  }));
  fc.assert(
    fc.property(node, (tree) => {
      for (const { type, props } of render(tree)) {
        expect(type).toMatch(/^(?:a|p|span|div|table|h1|[bisq]|[a-z]{2,})$/);
        expect(['script', 'style', 'iframe', 'img']).not.toContain(type);
        expect(Object.keys(props).filter((name) => !ALLOWED_ATTRIBUTES.has(name))).toEqual([]);
      }
    }),
  );
});
