import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSessionLog, formatUpdateLog } from '../src/index.js';
import { parseSessionLog, parseUpdateLog } from '../src/parse.js';
import { sessionLogSchema, updateLogSchema } from '../src/schema.js';
import { hostileSessionLog, hostileUpdateLog } from './arbitraries.js';
import { hostileText } from './hostile-text.js';
import { sessionOf, updateOf } from './one-text-everywhere.js';

const DIALECTS = ['lmx', 'cli'] as const;
/** Thousands of documents take their time on a busy machine. */
const TIMEOUT_MS = 180_000;

describe('whatever the schema returns', () => {
  it('is read back equal from a session log, in each dialect', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(hostileSessionLog, (input) => {
        const { data: log } = sessionLogSchema.safeParse(input);
        // Sections that would be read as something else are refused, which is right.
        if (log === undefined) return;
        for (const dialect of DIALECTS)
          expect(parseSessionLog(formatSessionLog(log, { dialect }))).toEqual(log);
      }),
      { numRuns: 1000 },
    );
  });

  it('is read back equal from an update log, in each dialect', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(hostileUpdateLog, (input) => {
        const { data: log } = updateLogSchema.safeParse(input);
        if (log === undefined) return;
        for (const dialect of DIALECTS)
          expect(parseUpdateLog(formatUpdateLog(log, { dialect }))).toEqual(log);
      }),
      { numRuns: 2000 },
    );
  });

  it('is what the schema returns for it', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(hostileSessionLog, hostileUpdateLog, (sessionInput, updateInput) => {
        const session = sessionLogSchema.safeParse(sessionInput);
        if (session.success) expect(sessionLogSchema.parse(session.data)).toEqual(session.data);
        const update = updateLogSchema.safeParse(updateInput);
        if (update.success) expect(updateLogSchema.parse(update.data)).toEqual(update.data);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hostile text', () => {
  it('is never refused, wherever it stands, and is read back as the schema shows it', {
    timeout: TIMEOUT_MS,
  }, () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom(...DIALECTS), (text, dialect) => {
        const session = sessionLogSchema.parse(sessionOf(text));
        expect(parseSessionLog(formatSessionLog(session, { dialect }))).toEqual(session);
        const update = updateLogSchema.parse(updateOf(text));
        expect(parseUpdateLog(formatUpdateLog(update, { dialect }))).toEqual(update);
      }),
      { numRuns: 700 },
    );
  });

  it('is written the same whether the schema has looked at it or not', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom(...DIALECTS), (text, dialect) => {
        const session = sessionOf(text);
        expect(formatSessionLog(session, { dialect })).toBe(
          formatSessionLog(sessionLogSchema.parse(session), { dialect }),
        );
        const update = updateOf(text);
        expect(formatUpdateLog(update, { dialect })).toBe(
          formatUpdateLog(updateLogSchema.parse(update), { dialect }),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
