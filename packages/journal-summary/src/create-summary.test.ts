import { describe, expect, it } from 'vitest';
import { sampleSession } from '../test/sample-session.js';
import { createSummary } from './create-summary.js';
import { JournalSummaryError } from './errors.js';

describe('createSummary', () => {
  it.each([Number.NaN, -1, 253_402_128_000_001, Number.POSITIVE_INFINITY, '2026-03-14', undefined, null])(
    'refuses %s as the start time',
    (startedAt) => {
      const create = () => createSummary({ ...sampleSession, startedAt: startedAt as number });
      expect(create).toThrow(JournalSummaryError);
      expect(create).toThrow(
        expect.objectContaining({ code: 'JOURNAL_SUMMARY_SESSION_INVALID', facts: { field: 'startedAt' } }),
      );
    },
  );

  it.each(['Mars/Olympus', '', undefined, 7])('refuses %s as the time zone', (timeZone) => {
    expect(() => createSummary({ ...sampleSession, timeZone: timeZone as string })).toThrow(
      expect.objectContaining({ code: 'JOURNAL_SUMMARY_SESSION_INVALID', facts: { field: 'timeZone' } }),
    );
  });

  it('shows a refused value cut, with what would be right', () => {
    expect(() => createSummary({ ...sampleSession, timeZone: 'x'.repeat(5_000) })).toThrow(
      /^A summary needs an IANA time zone such as `Australia\/Sydney` as `timeZone`, got x{200}\.$/,
    );
  });

  it('counts events and leaves the journal’s own records out', () => {
    const summary = createSummary(sampleSession);
    summary.add({ type: 'model_loaded', data: {}, time: sampleSession.startedAt });
    summary.add({
      type: 'journal_note',
      data: { kind: 'note', text: 'tea' },
      time: sampleSession.startedAt,
    });
    expect(summary.total).toBe(1);
    expect(summary.snapshot()).toMatchObject({ total: 1, notes: 1 });
  });

  it('reads the metadata once, at the start', () => {
    const metadata: Record<string, unknown> = { port: 1234 };
    const summary = createSummary({ ...sampleSession, metadata });
    metadata.port = 1;
    const log = summary.toSessionLog({ endedAt: sampleSession.startedAt, durationMs: 0, status: 'clean' });
    expect(log.metadata).toEqual([{ name: 'port', value: '1234' }]);
  });
});
