import { describe, expect, it } from 'vitest';
import { detail, linesWith, logOf } from './fold-events.js';
import { at, event, NO_LOSS, QWEN } from './sample-session.js';

describe('failures', () => {
  it('are grouped by type, subject and message, in the order of time', () => {
    const failed = (time: string, error: string) => event(time, 'request_failed', { model_id: QWEN, error });
    expect(
      logOf([
        failed('08:12:00', 'full'),
        event('08:11:00', 'memory_warning', { usage_percent: 91.44, threshold_percent: 85 }),
        failed('08:10:00', 'slow'),
        failed('08:15:00', 'full'),
        event('08:09:00', 'auth_failed', { message: 'bad key' }),
        event('08:16:00', 'agent_crash_loop', { reason: 'out of tokens' }),
      ]).issues,
    ).toEqual([
      'auth_failed: 1 (08:09:00) – bad key',
      `request_failed: 1 (08:10:00) – ${QWEN}: slow`,
      'memory_warning: 1 (08:11:00) – up to 91.44 % in use, threshold 85 %',
      `request_failed: 2 (08:12:00 to 08:15:00) – ${QWEN}: full`,
      'agent_crash_loop: 1 (08:16:00) – out of tokens',
    ]);
  });

  it('of one second have one time', () => {
    const twice = [1, 2].map(() => event('08:12:00', 'request_failed', {}));
    expect(logOf(twice).issues).toEqual(['request_failed: 2 (08:12:00)']);
  });

  it('on another day have the date', () => {
    const next = { ...event('08:12:00', 'request_failed', {}), time: at('2026-03-15 00:05:00') };
    expect(logOf([next]).issues).toEqual(['request_failed: 1 (2026-03-15 00:05:00)']);
  });

  it('that do not happen are an answer too', () => {
    expect(logOf([event('08:12:00', 'tea_brewed', {})]).summary).toContain('Failed: nothing.');
  });

  it('are not denied where the end is one, or events are missing', () => {
    const tea = [event('08:12:00', 'tea_brewed', {})];
    const crashed = logOf(tea, { status: 'error' });
    const lossy = logOf(tea, { ledger: { ...NO_LOSS, emitted: 2, dropped: 1 } });
    expect(linesWith([...(crashed.summary ?? []), ...(lossy.summary ?? [])], 'Failed')).toEqual([]);
  });

  it('beyond twenty are in a table, and each is counted', () => {
    const many = Array.from({ length: 150 }, (_, index) =>
      event('08:12:00', 'request_failed', { error: `error ${index}` }),
    );
    const log = logOf(many);
    expect(log.issues).toHaveLength(21);
    expect(log.issues?.at(-1)).toBe('130 more failures, see Failures under Notes');
    const table = detail(many, 'Failures') as { table: { rows: string[][] } };
    expect(table.table.rows).toHaveLength(101);
    expect(table.table.rows.at(-1)).toEqual(['(other failures)', '–', '–', '08:12:00', '08:12:00', '50']);
    expect(log.nextSteps).toHaveLength(11);
    expect(log.nextSteps?.at(-1)).toEqual({
      text: 'Review 91 more issues under Issues Encountered',
      done: false,
    });
  });
});
