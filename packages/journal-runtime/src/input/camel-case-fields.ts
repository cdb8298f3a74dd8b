import { toCamelCase } from '../config/setting-spelling.js';

/** The fields of an input under their camelCase names; a null counts as not given. What is no object stays as it is. */
export function camelCaseFields(input: unknown): unknown {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) return input;
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [toCamelCase(key), value]),
  );
}
