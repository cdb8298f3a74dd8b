import type { Inline } from '../types.js';
import { normalizeInline } from './normalize-inline.js';

/** Whether inline content is already in the form that `normalizeInline` gives. */
export function isCanonicalInline(inline: Inline): boolean {
  if (typeof inline === 'string') return !/[\r\n\0]/.test(inline);
  return JSON.stringify(normalizeInline(inline)) === JSON.stringify(inline);
}
