import type * as z from 'zod';
import { nearest } from '../config/nearest.js';
import { shown } from '../shown.js';

/**
 * What is wrong with an input, each with its place, its value and what is nearest to it.
 *
 * @param fields the input as it was checked
 * @param knownAt names of the fields that there are at a place
 */
export function describeInputIssue(
  issue: z.core.$ZodIssue,
  fields: unknown,
  knownAt: (place: readonly PropertyKey[]) => readonly string[],
): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const place = [...issue.path.map(String), key].join('.');
      return `${shown(place)} is not a known field, the nearest is ${nearest(key, knownAt(issue.path))}`;
    });
  }
  const place = issue.path.length === 0 ? 'the input' : issue.path.map(String).join('.');
  const value = issue.path.reduce<unknown>(
    (inside, key) =>
      inside !== null && typeof inside === 'object'
        ? (inside as Record<PropertyKey, unknown>)[key]
        : undefined,
    fields,
  );
  if (value === undefined) return [`${place} is missing`];
  return [`${place} = ${shown(value)} ${complaint(issue, value)}`];
}

function complaint(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    return `is not one of ${values.join(', ')}, the nearest is ${nearest(String(value), values)}`;
  }
  if (issue.code === 'invalid_type')
    return `is not ${issue.expected === 'array' ? 'a list' : `a ${issue.expected}`}`;
  if (issue.code === 'invalid_union') return 'has none of the accepted shapes or is empty';
  return issue.code === 'custom' ? issue.message : `cannot be used (${issue.message})`;
}
