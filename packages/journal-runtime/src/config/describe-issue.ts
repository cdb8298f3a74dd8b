import type * as z from 'zod';
import type { ConfigProblem } from './config-problem.js';
import { nearest } from './nearest.js';
import type { GivenSetting } from './setting-source.js';
import type { SettingName } from './settings-schema.js';

const EXPECTED: Record<string, string> = {
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  string: 'a text that is not empty',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  tuple: 'a pair of numbers',
};

/** A schema's issue as a problem that names the key as its writer spelled it. */
export function describeIssue(
  issue: z.core.$ZodIssue,
  given: ReadonlyMap<SettingName, GivenSetting>,
): ConfigProblem {
  const [name, ...inside] = issue.path;
  const setting = given.get(name as SettingName);
  const source = setting?.source ?? 'configuration';
  const value = inside.reduce<unknown>(step, setting?.value);
  return {
    key: [setting?.spelled ?? String(name), ...inside.map(String)].join('.'),
    value,
    ...complaint(issue, value),
    source,
    ...(setting?.line === undefined ? {} : { line: setting.line }),
  };
}

function complaint(issue: z.core.$ZodIssue, value: unknown): { message: string; nearest?: string } {
  if (issue.code === 'too_small' && issue.origin === 'string') return { message: 'is empty' };
  if (issue.code === 'too_small') return atBound('is too small', issue.minimum);
  if (issue.code === 'too_big') return atBound('is too large', issue.maximum);
  if (issue.code === 'unrecognized_keys') return { message: `has unknown keys: ${issue.keys.join(', ')}` };
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    return { message: `is not one of ${values.join(', ')}`, nearest: nearest(String(value), values) };
  }
  if (issue.code === 'invalid_type') {
    const message = `is not ${EXPECTED[issue.expected] ?? issue.expected}`;
    if (issue.expected === 'boolean') return { message, nearest: nearest(String(value), ['true', 'false']) };
    if (issue.expected === 'int' && typeof value === 'number' && Number.isFinite(value)) {
      return { message, nearest: String(Math.max(1, Math.round(value))) };
    }
    if (issue.expected === 'array' && typeof value === 'string')
      return { message, nearest: JSON.stringify([value]) };
    return { message };
  }
  const hint: unknown = issue.code === 'custom' ? issue.params?.nearest : undefined;
  return typeof hint === 'string' ? { message: issue.message, nearest: hint } : { message: issue.message };
}

function atBound(message: string, bound: number | bigint): { message: string; nearest: string } {
  return { message, nearest: String(bound) };
}

function step(value: unknown, key: PropertyKey): unknown {
  return value !== null && typeof value === 'object'
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}
