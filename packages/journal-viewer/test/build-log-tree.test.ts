import { expect, test } from 'vitest';
import { buildLogTree } from '../app/shared/log/build-log-tree.js';
import type { LogElement, LogNode } from '../app/shared/log/log-tree.js';

function build(text: string): LogNode[] {
  const outcome = buildLogTree(text, 'session');
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.nodes;
}

function all(nodes: LogNode[]): LogElement[] {
  return nodes.flatMap((node) => (node.type === 'element' ? [node, ...all(node.children)] : []));
}

function textOf(nodes: LogNode[]): string {
  return nodes.map((node) => (node.type === 'text' ? node.value : textOf(node.children))).join('');
}

test('the title stands below the heading of the page, sections below the title', () => {
  const tree = build('# Session: One\n\n## Summary\n- x\n\n## Next Steps\n- [x] done\n');
  const headings = all(tree).filter(({ tagName }) => /^h\d$/.test(tagName));
  expect(headings.map(({ tagName, properties }) => [tagName, properties.id])).toEqual([
    ['h2', 'log-session-one'],
    ['h3', 'log-summary'],
    ['h3', 'log-next-steps'],
  ]);
});

test('without a title, sections stand right below the heading of the page', () => {
  const [heading] = build('## Summary\n- x\n');
  expect(heading).toMatchObject({ tagName: 'h2' });
});

test('two sections of one name have two ids', () => {
  const ids = all(build('# T\n\n## More\na\n\n## More\nb\n')).map(({ properties }) => properties.id);
  expect(ids.filter((id) => id !== undefined)).toEqual(['log-t', 'log-more', 'log-more-2']);
});

test('HTML and unknown sections are shown as they are written', () => {
  const tree = build(
    '# <b>T</b>\n\n## Summary\n- <img src=x onerror=alert(1)> y\n\n## Whatever\n\n<iframe></iframe>\n',
  );
  expect(textOf(tree)).toContain('<b>T</b>');
  expect(textOf(tree)).toContain('<img src=x onerror=alert(1)> y');
  expect(textOf(tree)).toContain('<iframe></iframe>');
  expect(all(tree).map(({ tagName }) => tagName)).not.toContain('img');
});

test('an image becomes a link: nobody learns that the log is read', () => {
  const tree = all(build('## Summary\n- ![chart](https://example.com/x.png)\n'));
  const link = tree.find(({ tagName }) => tagName === 'a');
  expect(link).toMatchObject({
    properties: { href: 'https://example.com/x.png' },
    children: [{ value: 'chart' }],
  });
});

test('a link that would run has no target', () => {
  const link = all(build('## Summary\n- [x](javascript:alert(1))\n')).find(({ tagName }) => tagName === 'a');
  expect(link).toMatchObject({ properties: {} });
});

test('says why a log cannot be read', () => {
  const outcome = buildLogTree(`${'> '.repeat(500)}x`, 'update');
  expect(outcome).toMatchObject({ ok: false, reason: expect.stringMatching(/\S/) });
});
