import type { PhrasingContent } from 'mdast';
import { inlineToText } from '../markdown/inline-to-text.js';
import { tidyInline } from '../markdown/tidy-inline.js';
import type { Inline } from '../types.js';
import { canonicalLine, canonicalText } from './canonical-text.js';

/**
 * Makes every text in inline content one visible line. Markup is tidied and otherwise taken as it is:
 * whether it reads back equal is not looked at, which would take a parser.
 */
export function tidyText(content: Inline): Inline {
  if (typeof content === 'string') return canonicalText(content);
  const tidied = tidyInline(content.map(visiblePhrasing));
  return tidied.every(({ type }) => type === 'text') ? canonicalText(inlineToText(tidied)) : tidied;
}

/** A copy of a node in which every text is one visible line. */
export function visiblePhrasing(node: PhrasingContent): PhrasingContent {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') copy[key] = canonicalLine(value);
    else if (key === 'children') copy[key] = (value as PhrasingContent[]).map(visiblePhrasing);
  }
  return copy as unknown as PhrasingContent;
}
