import { MAX_DURATION_MS } from '../constants.js';
import { cleanText } from './clean-text.js';

/**
 * The value of an own property of untrusted data. Getters are not called: plain data has none, and one
 * that throws must not reach the host.
 */
export function readField(data: unknown, name: string): unknown {
  if (typeof data !== 'object' || data === null) return undefined;
  return Object.getOwnPropertyDescriptor(data, name)?.value;
}

/** A text that says something, on one line and cut to a length. */
export function readText(data: unknown, name: string, maxLength: number): string | undefined {
  const value = readField(data, name);
  if (typeof value !== 'string') return undefined;
  const text = cleanText(value, maxLength);
  return text === '' ? undefined : text;
}

/** A number between 0 and a bound, both included. */
export function readNumber(data: unknown, name: string, max: number): number | undefined {
  return toNumber(readField(data, name), max);
}

/** A whole number from 0. */
export function readCount(data: unknown, name: string, max?: number): number | undefined {
  return toCount(readField(data, name), max);
}

/** The same of a value that is at hand. */
export function toCount(value: unknown, max = Number.MAX_SAFE_INTEGER): number | undefined {
  const count = toNumber(value, max);
  return Number.isSafeInteger(count) ? count : undefined;
}

function toNumber(value: unknown, max: number): number | undefined {
  // Plus 0, because JSON has no negative zero: live and read from a file would differ.
  return typeof value === 'number' && value >= 0 && value <= max ? value + 0 : undefined;
}

/** A duration that is given in milliseconds or in seconds. */
export function readDurationMs(data: unknown): number | undefined {
  const milliseconds = readNumber(data, 'duration_ms', MAX_DURATION_MS);
  if (milliseconds !== undefined) return milliseconds;
  const seconds = readNumber(data, 'duration_sec', MAX_DURATION_MS / 1_000);
  return seconds === undefined ? undefined : seconds * 1_000;
}
