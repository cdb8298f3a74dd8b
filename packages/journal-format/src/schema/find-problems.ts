import { MAX_INLINE_DEPTH } from '../markdown/markdown-limits.js';
import { describeValue } from './describe-value.js';

/** Most levels of a frontmatter value: more is an accident or an attack. */
const MAX_VALUE_DEPTH = 16;

export interface Problem {
  path: PropertyKey[];
  message: string;
}

/** The kinds of inline mdast nodes, and the keys that each must have with their types. */
const PHRASING: Record<string, Record<string, 'string' | 'children'>> = {
  text: { value: 'string' },
  inlineCode: { value: 'string' },
  html: { value: 'string' },
  break: {},
  emphasis: { children: 'children' },
  strong: { children: 'children' },
  delete: { children: 'children' },
  link: { url: 'string', children: 'children' },
  linkReference: { identifier: 'string', referenceType: 'string', children: 'children' },
  image: { url: 'string' },
  imageReference: { identifier: 'string', referenceType: 'string' },
  footnoteReference: { identifier: 'string' },
};
const OPTIONAL_TEXTS = ['title', 'alt', 'label'];

/** The first thing in a value that is neither text nor inline mdast. */
export function findInlineProblem(value: unknown): Problem | undefined {
  if (typeof value === 'string') return undefined;
  if (!Array.isArray(value)) {
    return { path: [], message: `must be text or a list of inline mdast nodes, not ${describeValue(value)}` };
  }
  return findInList(value, (node) => findNodeProblem(node, 1));
}

/** The first thing in a frontmatter value that YAML has no form for. */
export function findValueProblem(value: unknown, depth = 0): Problem | undefined {
  if (depth > MAX_VALUE_DEPTH)
    return { path: [], message: `is nested more than ${MAX_VALUE_DEPTH} levels deep` };
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') {
    return Number.isFinite(value)
      ? undefined
      : { path: [], message: `must be a finite number, not ${value}` };
  }
  if (Array.isArray(value)) return findInList(value, (item) => findValueProblem(item, depth + 1));
  if (!isPlainObject(value)) {
    return {
      path: [],
      message: `must be text, a number, true, false, null, a list or a plain object, not ${describeValue(value)}`,
    };
  }
  for (const [key, item] of Object.entries(value)) {
    const problem = findValueProblem(item, depth + 1);
    if (problem !== undefined) return { ...problem, path: [key, ...problem.path] };
  }
  return undefined;
}

function findNodeProblem(node: unknown, depth: number): Problem | undefined {
  if (depth > MAX_INLINE_DEPTH)
    return { path: [], message: `is nested more than ${MAX_INLINE_DEPTH} levels deep` };
  if (!isPlainObject(node))
    return { path: [], message: `must be an inline mdast node, not ${describeValue(node)}` };
  const keys =
    typeof node.type === 'string' && Object.hasOwn(PHRASING, node.type) ? PHRASING[node.type] : undefined;
  if (keys === undefined) {
    return {
      path: ['type'],
      message: `must be one of ${Object.keys(PHRASING).join(', ')}, not ${describeValue(node.type)}`,
    };
  }
  for (const [key, kind] of Object.entries(keys)) {
    if (kind === 'string' && typeof node[key] !== 'string') {
      return { path: [key], message: `must be text, not ${describeValue(node[key])}` };
    }
    if (kind === 'string') continue;
    const children = node[key];
    if (!Array.isArray(children))
      return { path: [key], message: `must be a list, not ${describeValue(children)}` };
    const problem = findInList(children, (child) => findNodeProblem(child, depth + 1));
    if (problem !== undefined) return { ...problem, path: [key, ...problem.path] };
  }
  const wrong = OPTIONAL_TEXTS.find((key) => node[key] != null && typeof node[key] !== 'string');
  return wrong === undefined
    ? undefined
    : { path: [wrong], message: `must be text, not ${describeValue(node[wrong])}` };
}

function findInList(
  items: readonly unknown[],
  find: (item: unknown) => Problem | undefined,
): Problem | undefined {
  for (const [index, item] of items.entries()) {
    const problem = find(item);
    if (problem !== undefined) return { ...problem, path: [index, ...problem.path] };
  }
  return undefined;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
