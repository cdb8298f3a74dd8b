import { describe, expect, it } from 'vitest';
import { detectDialect, safeParseSessionLog } from '../src/parse.js';
import { readYamlFrontmatter } from '../src/yaml-frontmatter.js';
import { ATTACKS, type Attack } from './attacks.js';

/** Work that is long enough to be told from noise, in milliseconds of the processor. */
const MEASURABLE_MS = 3;
/** Beyond what a paragraph may have of anything. */
const FIRST_LENGTH = 4096;
const LAST_LENGTH = 64 * 1024;
/** Four times the text: linear time grows fourfold, that of a square sixteenfold; noise adds to either. */
const MAX_GROWTH = 12;
const TRIES = 3;
/** Far more than any takes on a machine that does something else as well. */
const MAX_MS = 20_000;
const RUNS = 2;

describe('the time of reading a document', () => {
  it.each(Object.entries(ATTACKS))('grows with its length: %s', (_, attack) => {
    let length = FIRST_LENGTH;
    while (length < LAST_LENGTH && bestTime(attack(length)) < MEASURABLE_MS) length *= 2;
    let growth = growthFrom(attack, length);
    for (let tries = 1; growth >= MAX_GROWTH && tries < TRIES; tries += 1)
      growth = growthFrom(attack, length);
    expect(growth).toBeLessThan(MAX_GROWTH);
  });
});

function growthFrom(attack: Attack, length: number): number {
  const long = bestTime(attack(4 * length));
  expect(long).toBeLessThan(MAX_MS);
  return long / Math.max(MEASURABLE_MS, bestTime(attack(length)));
}

/** The shortest time of several, of the processor and not of the clock: other processes do not count. */
function bestTime(text: string): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage();
    read(text);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

function read(text: string): void {
  for (const parse of [safeParseSessionLog, readYamlFrontmatter, detectDialect]) parse(text);
}
