import { describe, expect, it } from 'vitest';
import { detail, linesWith, logOf } from './fold-events.js';
import { event, GEMMA, KIMI, note, QWEN, requests } from './sample-session.js';

describe('downloads and quantizations', () => {
  it('are counted by outcome; what was downloaded is a created file', () => {
    const events = [
      event('08:10:00', 'download_failed', { repo_id: GEMMA, error: 'timeout' }),
      event('08:11:00', 'download_cancelled', { repo_id: QWEN }),
      event('08:12:00', 'download_completed', { repo_id: GEMMA, local_path: '/m/g', duration_sec: 61.5 }),
      event('08:13:00', 'quantize_progress', { model_id: QWEN, status: 'quantizing', percent: 0 }),
      event('08:14:00', 'quantize_progress', { model_id: QWEN, status: 'failed: no space', percent: 0 }),
      event('08:15:00', 'quantize_progress', { model_id: KIMI, status: 'cancelled', percent: 0 }),
    ];
    const log = logOf(events);
    expect(log.summary).toContain('Downloads: 1 completed, 1 failed, 1 cancelled.');
    expect(log.summary).toContain('Quantizations: 1 failed, 1 cancelled.');
    expect(log.filesChanged).toEqual({ created: ['/m/g'], modified: [], deleted: [] });
    expect(log.issues).toEqual([
      `download_failed: 1 (08:10:00) – ${GEMMA}: timeout; it succeeded later`,
      `quantize_progress: 1 (08:14:00) – ${QWEN}: no space`,
    ]);
    expect(log.nextSteps).toEqual([
      { text: `Review the failed quantization of ${QWEN}: no space`, done: false },
    ]);
    expect(detail(events, 'Downloads')).toMatchObject({
      table: {
        rows: [
          ['08:10:00', GEMMA, 'failed', 'timeout', '–'],
          ['08:11:00', QWEN, 'cancelled', '–', '–'],
          ['08:12:00', GEMMA, 'completed', '/m/g', '00:01:01'],
        ],
      },
    });
  });

  it('settle a failed quantization that worked later', () => {
    const events = ['failed: no space', 'completed'].map((status) =>
      event('08:10:00', 'quantize_progress', { model_id: QWEN, status }),
    );
    expect(logOf(events).nextSteps).toEqual([]);
  });
});

describe('requests', () => {
  it('have percentiles for each model and for all', () => {
    const events = [...requests(QWEN, '08:05:00', 4, 100), ...requests(GEMMA, '08:05:00', 1, 7_000)];
    expect(detail(events, 'Requests')).toMatchObject({
      table: {
        rows: [
          [QWEN, '4', '0', '1,822', '546', '272', '1,657', '1,657', '148'],
          [GEMMA, '1', '0', '400', '120', '7,000', '7,000', '7,000', '140'],
        ],
      },
    });
    expect(linesWith(logOf(events).summary, 'Requests')).toEqual([
      'Requests: 5 completed (2,222 prompt tokens and 666 completion tokens), 0 failed; half took at most 791 ms, 95 % at most 7,000 ms.',
    ]);
  });

  it('without a model stand in a row of their own', () => {
    const table = detail([event('08:05:00', 'request_completed', { duration_ms: 5 })], 'Requests');
    expect(table).toMatchObject({
      table: { rows: [['(no model)', '1', '0', '0', '0', '5', '5', '5', '–']] },
    });
  });
});

describe('what people noted', () => {
  it('stands in its section, and before what is suggested', () => {
    const log = logOf([
      event('08:05:00', 'request_failed', {}),
      note('08:06:00', 'decision', 'Stay.'),
      note('08:06:00', 'next_step', 'Buy a disk.'),
      event('08:06:00', 'journal_note', { kind: 'next_step', text: 'Call Ann.', done: true }),
      note('08:06:00', 'issue', 'The fan is loud.'),
      note('08:06:00', 'note', 'Demo went well.'),
      note('08:06:00', 'some_other_kind', 'Kept as a note.'),
      note('08:06:00', 'file_created', 'a.md'),
      note('08:06:00', 'file_modified', 'b.md'),
      note('08:06:00', 'file_deleted', 'c.md'),
    ]);
    expect(log.decisions).toEqual(['Stay.']);
    expect(log.issues).toEqual(['request_failed: 1 (08:05:00)', 'The fan is loud.']);
    expect(log.nextSteps).toEqual([
      { text: 'Buy a disk.', done: false },
      { text: 'Call Ann.', done: true },
      { text: 'Review 1 failed request', done: false },
    ]);
    expect(log.notes).toEqual(['Demo went well.', 'Kept as a note.']);
    expect(log.filesChanged).toEqual({ created: ['a.md'], modified: ['b.md'], deleted: ['c.md'] });
  });

  it('beyond two hundred of a kind is counted', () => {
    const many = Array.from({ length: 203 }, (_, index) => note('08:06:00', 'decision', `d${index}`));
    expect(logOf(many).decisions?.slice(-2)).toEqual(['d199', '(3 other decisions)']);
  });
});

describe('configuration', () => {
  it('is told with its last values and how often it was reloaded', () => {
    const log = logOf([
      event('08:10:00', 'config_reloaded', { routing_aliases: 3, memory_threshold: 90, log_level: 'DEBUG' }),
      event('08:15:00', 'config_reloaded', { routing_aliases: 4, memory_threshold: 85.5, log_level: 'INFO' }),
    ]);
    expect(log.summary).toContain('Configuration: reloaded 2 times, last at 08:15:00.');
    expect(log.statusChanges?.find(({ area }) => area === 'Configuration')?.after).toBe(
      'reloaded 2 times, last at 08:15:00: routing_aliases 4, memory_threshold 85.5, log_level INFO',
    );
  });
});
