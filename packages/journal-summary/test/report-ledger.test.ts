import { describe, expect, it } from 'vitest';
import { logOf } from './fold-events.js';
import { event, NO_LOSS } from './sample-session.js';

describe('the ledger', () => {
  it('is not shown where nothing was lost', () => {
    const log = logOf([], {
      ledger: { ...NO_LOSS, emitted: 4, skipped: 3, skippedByType: { heartbeat: 2, tea_brewed: 1 } },
    });
    expect(log.details).toBeUndefined();
    expect(log.summary).toContain(
      'Left out by the configuration: 3 further events (heartbeat 2, tea_brewed 1).',
    );
  });

  it('is shown in full where events were lost', () => {
    const ledger = {
      emitted: 1_010,
      written: 1_000,
      skipped: 3,
      refused: 2,
      dropped: 5,
      skippedByType: { heartbeat: 3 },
      refusedByType: { '(no type)': 2 },
      droppedByType: { model_loaded: 1, request_completed: 4 },
    };
    const log = logOf([], { ledger });
    expect(log.summary).toContain('Lost: 7 events; see Issues Encountered.');
    expect(log.issues).toEqual([
      '5 events are not in the event log; see Ledger under Notes',
      '2 events could not be stored in any form; see Ledger under Notes',
    ]);
    expect(log.nextSteps).toEqual([
      { text: 'Check disk space and permissions of the log folder: 5 events lost', done: false },
    ]);
    expect(log.details).toMatchObject([
      {
        title: 'Ledger',
        table: {
          rows: [
            ['emitted by the program', '1,010'],
            ['written to the event log', '1,000'],
            ['skipped, left out by the configuration', '3'],
            ['refused, not to be stored in any form', '2'],
            ['dropped, not taken by the disk', '5'],
          ],
        },
      },
      {
        title: 'Ledger by Event Type',
        table: {
          rows: [
            ['heartbeat', 'skipped', '3'],
            ['(no type)', 'refused', '2'],
            ['request_completed', 'dropped', '4'],
            ['model_loaded', 'dropped', '1'],
          ],
        },
      },
    ]);
  });

  it('is replaced by the event log’s own records where there is none, as after a kill', () => {
    const gap = event('08:20:00', 'journal_gap', {
      from: '2026-03-14T08:10:00+11:00',
      to: '2026-03-14T08:19:00.500+11:00',
      dropped: 7,
      by_type: { request_completed: 4, model_loaded: 2, '': 0 },
    });
    const log = logOf([gap], { status: 'killed' });
    expect(log.issues).toContain(
      '7 events are not in the event log: request_completed 4, model_loaded 2 (08:10:00 to 08:19:00)',
    );
    expect(log.summary).toContain('Lost: 7 events; see Issues Encountered.');
    expect(logOf([gap], { ledger: NO_LOSS }).issues).toEqual([]);
  });
});
