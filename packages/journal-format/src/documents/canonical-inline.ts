import { inlineToText } from '../markdown/inline-to-text.js';
import { MAX_INLINE_DEPTH } from '../markdown/markdown-limits.js';
import { nestsDeeperThan } from '../markdown/nests-deeper-than.js';
import { normalizeInline } from '../markdown/normalize-inline.js';
import type { Inline } from '../types.js';
import { canonicalText } from './canonical-text.js';
import { visiblePhrasing } from './tidy-text.js';

/** Inline content in the one form in which it reads back equal wherever it stands. */
export function canonicalInline(content: Inline): Inline {
  if (typeof content === 'string') return canonicalText(content);
  if (nestsDeeperThan(content, MAX_INLINE_DEPTH)) return canonicalText(inlineToText(content));
  const normalized = normalizeInline(content.map(visiblePhrasing));
  return typeof normalized === 'string' ? canonicalText(normalized) : normalized;
}
