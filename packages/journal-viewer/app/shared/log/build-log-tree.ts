import { buildSessionLogTree, buildUpdateLogTree, slugify } from '@opta/journal-format';
import { safeParseSessionLog, safeParseUpdateLog } from '@opta/journal-format/parse';
import { defaultSchema, type Schema, sanitize } from 'hast-util-sanitize';
import { type Options, toHast } from 'mdast-util-to-hast';
import type { LogElement, LogKind, LogNode, LogOutcome } from './log-tree.js';

type Tree = ReturnType<typeof buildSessionLogTree>;

/** Ids of a log begin with this, so that none is taken for one of the page. */
const ID_PREFIX = 'log-';
/** Without images, which could tell another server who reads this, and without links to anything but the web. */
const SCHEMA: Schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !['img', 'picture', 'source'].includes(name)),
  protocols: { ...defaultSchema.protocols, href: ['http', 'https'] },
  clobberPrefix: ID_PREFIX,
};
/** What has no form of its own, or must not have it, is shown as it is written. */
const OPTIONS: Options = {
  handlers: { yaml: toFrontmatter, verbatimMarkdown: toSource, html: toText, image: toLink },
  clobberPrefix: '',
};
/** Characters of the tree as JSON at the most: aliases in the frontmatter can make many times as much of a log. */
const MAX_TREE_LENGTH = 4 * 1024 * 1024;

/** A log as a tree in which nothing can run or be loaded. It can take minutes: call it in a worker. */
export function buildLogTree(text: string, kind: LogKind): LogOutcome {
  const parsed = parseLog(text, kind);
  if (!parsed.ok) return parsed;
  const root = sanitize(toHast(parsed.tree, OPTIONS), SCHEMA);
  const nodes = (root.type === 'root' ? root.children : [root]) as LogNode[];
  if (JSON.stringify(nodes).length > MAX_TREE_LENGTH) {
    return { ok: false, reason: `As a page this log has more than ${MAX_TREE_LENGTH} characters.` };
  }
  return { ok: true, nodes: outline(nodes) };
}

function parseLog(text: string, kind: LogKind): { ok: true; tree: Tree } | { ok: false; reason: string } {
  if (kind === 'session') {
    const parsed = safeParseSessionLog(text);
    return parsed.ok
      ? { ok: true, tree: buildSessionLogTree(parsed.log) }
      : { ok: false, reason: parsed.error.message };
  }
  const parsed = safeParseUpdateLog(text);
  return parsed.ok
    ? { ok: true, tree: buildUpdateLogTree(parsed.log) }
    : { ok: false, reason: parsed.error.message };
}

/** Headings that can be linked to, and stand below the one of the page. */
function outline(nodes: LogNode[]): LogNode[] {
  const taken = new Map<string, number>();
  const shift = nodes.some((node) => levelOf(node) === 1) ? 1 : 0;
  return nodes.map((node) => {
    const level = levelOf(node);
    if (level === undefined) return node;
    const slug = slugify(textOf(node));
    const count = (taken.get(slug) ?? 0) + 1;
    taken.set(slug, count);
    return {
      ...(node as LogElement),
      tagName: `h${Math.min(6, level + shift)}`,
      properties: { id: `${ID_PREFIX}${slug}${count === 1 ? '' : `-${count}`}` },
    };
  });
}

function levelOf(node: LogNode): number | undefined {
  const [, level] = node.type === 'element' ? (/^h([1-6])$/.exec(node.tagName) ?? []) : [];
  return level === undefined ? undefined : Number(level);
}

function textOf(node: LogNode): string {
  return node.type === 'text' ? node.value : node.children.map(textOf).join('');
}

function toFrontmatter(_state: unknown, { value }: { value: string }): LogElement {
  return element('details', [element('summary', [text('Frontmatter')]), element('pre', [text(value)])]);
}

function toSource(_state: unknown, { value }: { value: string }): LogElement {
  return element('pre', [text(value)]);
}

function toText(_state: unknown, { value }: { value: string }): LogNode {
  return text(value);
}

/** The reader decides whether the server that has the image is asked for it. */
function toLink(_state: unknown, { alt, url }: { alt?: string | null; url: string }): LogElement {
  return element('a', [text(alt || url)], { href: url });
}

function element(
  tagName: string,
  children: LogNode[],
  properties: LogElement['properties'] = {},
): LogElement {
  return { type: 'element', tagName, properties, children };
}

function text(value: string): LogNode {
  return { type: 'text', value };
}
