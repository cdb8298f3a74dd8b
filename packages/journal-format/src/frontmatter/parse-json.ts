import type { FrontmatterValue } from '../types.js';

/** What a text says as JSON; `undefined` if it is none. */
export function parseJson(source: string): FrontmatterValue | undefined {
  try {
    return JSON.parse(source);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
