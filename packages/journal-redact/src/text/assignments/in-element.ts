import type { FoundName } from '../find-name.js';
import type { Finding, ScanState } from '../finding.js';
import { isPlaceholder } from '../is-placeholder.js';
import { namedFinding } from './named-finding.js';

const MAX_LENGTH = 4_096;

/** `<name>value</name>` */
export function findInElement({ text }: ScanState, name: FoundName): Finding | undefined {
  if (text[name.from - 1] !== '<' || text[name.to] !== '>') return undefined;
  const from = name.to + 1;
  const content = text.slice(from, from + MAX_LENGTH);
  const length = content.indexOf('</');
  if (length === -1 || isPlaceholder(content.slice(0, length))) return undefined;
  return namedFinding({ from, to: from + length }, name.verdict.kind);
}
