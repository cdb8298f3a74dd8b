import { describe, expect, it } from 'vitest';
import { JOURNAL_FORMAT_ERRORS, JournalFormatError, type JournalFormatErrorCode } from './errors.js';
import { readFrontmatter } from './frontmatter.js';
import { sessionLogFileName } from './log-file-names.js';
import { parseSessionLog, safeParseSessionLog, safeParseUpdateLog } from './parse.js';
import { zonedTime } from './zoned-time.js';

/** A call that gives each code. */
const CAUSES: Record<JournalFormatErrorCode, () => unknown> = {
  JOURNAL_FORMAT_FRONTMATTER_INVALID: () => parseSessionLog('---\n- a\n- b\n---\n'),
  JOURNAL_FORMAT_FRONTMATTER_NOT_FLAT: () => readFrontmatter('---\na:\n  b: c\n---\n'),
  JOURNAL_FORMAT_NAME_INVALID: () =>
    sessionLogFileName({ date: 'x', time: '10:00', device: '', summary: '' }),
  JOURNAL_FORMAT_NOT_TEXT: () => parseSessionLog(Buffer.from('x') as unknown as string),
  JOURNAL_FORMAT_TIME_INVALID: () => zonedTime(Number.NaN, 'UTC'),
  JOURNAL_FORMAT_TIME_ZONE_UNKNOWN: () => zonedTime(0, 'x'),
  JOURNAL_FORMAT_TOO_DEEP: () => parseSessionLog('> '.repeat(1000)),
  JOURNAL_FORMAT_TOO_LARGE: () => parseSessionLog(' '.repeat(8 * 1024 * 1024 + 1)),
};

describe('each error', () => {
  it.each(Object.entries(CAUSES))(
    '%s is thrown with its code, its facts and a short message',
    (code, cause) => {
      const error = catchError(cause);
      expect(error).toBeInstanceOf(JournalFormatError);
      expect(error).toMatchObject({ name: 'JournalFormatError', code });
      expect(Object.keys((error as JournalFormatError).facts).length).toBeGreaterThan(0);
      expect((error as JournalFormatError).message.length).toBeLessThan(500);
    },
  );

  it('says in the table what it means and what to do', () => {
    expect(Object.keys(JOURNAL_FORMAT_ERRORS).sort()).toEqual(Object.keys(CAUSES).sort());
    for (const { meaning, fix } of Object.values(JOURNAL_FORMAT_ERRORS)) {
      expect(meaning).toMatch(/^[A-Z].*\.$/);
      expect(fix).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('safeParse', () => {
  it.each([null, undefined, 3, {}, [], Symbol('x')])('never throws, whatever it is given: %s', (value) => {
    for (const safeParse of [safeParseSessionLog, safeParseUpdateLog]) {
      expect(safeParse(value as string)).toMatchObject({
        ok: false,
        error: { code: 'JOURNAL_FORMAT_NOT_TEXT' },
      });
    }
  });

  it('gives the log, or the error with its cause', () => {
    expect(safeParseUpdateLog('---\nid: 001\n---\n')).toEqual({ ok: true, log: { id: '001' } });
    const result = safeParseUpdateLog('---\na:\n  - [b\n---\n');
    expect(result).toMatchObject({ ok: false, error: { cause: expect.any(Error) } });
  });
});

function catchError(cause: () => unknown): unknown {
  try {
    cause();
  } catch (error) {
    return error;
  }
  return undefined;
}
