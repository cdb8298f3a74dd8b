import { InvalidArgumentError } from 'commander';

/** How many lines: a whole number, or all of them. */
export function parseLines(text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY;
  return parseWhole(text);
}

/** A whole number from 1. */
export function parseWhole(text: string): number {
  const number = Number(text);
  if (/^\d{1,9}$/.test(text) && number >= 1) return number;
  throw new InvalidArgumentError('Give a whole number from 1.');
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('Give a whole number from 0 to 65535.');
}
