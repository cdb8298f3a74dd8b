import { describe, expect, it } from 'vitest';
import type { UpdateLogEntry } from '../app/api/types.js';
import { filterUpdates, findUpdates, sortByTime, toUpdateRow } from '../app/pages/updates/update-rows.js';

function row(
  filename: string,
  frontmatter: Record<string, unknown> = {},
  createdAt = '2026-02-24T10:00:00Z',
) {
  const id = /^(\d+)_/.exec(filename)?.[1];
  const entry: UpdateLogEntry = {
    kind: id === undefined ? 'other' : 'update',
    filename,
    size_bytes: 1,
    created_at: createdAt,
    modified_at: createdAt,
    frontmatter,
    readable: true,
    ...(id === undefined ? {} : { id, number: Number(id) }),
  };
  return toUpdateRow(entry);
}

const ALL = { series: '', category: '', author: '', text: '' };

describe('toUpdateRow', () => {
  it('takes the title from the frontmatter, else from the name', () => {
    expect(row('007_2026-02-24_change-the-model.md').title).toBe('Change the model');
    expect(row('007_2026-02-24_x.md', { title: 'Change: the `model`' }).title).toBe('Change: the `model`');
    expect(row('notes.md').title).toBe('notes.md');
  });

  it('says how many steps failed', () => {
    const entry = { filename: '007_2026-02-24_x.md', created_at: '2026-02-24T10:00:00Z', frontmatter: {} };
    const rowOf = (more: object) => toUpdateRow({ ...entry, ...more } as UpdateLogEntry);
    expect(rowOf({ failed_steps: 2 }).failedSteps).toBe(2);
    expect(rowOf({}).failedSteps).toBe(0);
  });

  it('tells series by the number', () => {
    const names = ['001', '199', '200', '999', '1000'].map((id) => row(`${id}_2026-02-24_x.md`).series);
    expect(names).toEqual(['standard', 'standard', 'promotion', 'promotion', 'other']);
    expect(row('notes.md').series).toBe('other');
  });

  it('takes values of other types than it should have for none', () => {
    const { author, aliases, isPromoted } = row('007_2026-02-24_x.md', {
      author: ['a'],
      aliases: '006',
      promoted: 'yes',
    });
    expect({ author, aliases, isPromoted }).toEqual({ author: '', aliases: ['006'], isPromoted: null });
  });
});

describe('findUpdates', () => {
  const rows = [
    row('008_2026-02-24_b.md', { aliases: ['007'] }),
    row('007_2026-02-24_a.md'),
    row('009_2026-02-24_c.md', { aliases: ['6', '005'] }),
  ];
  const found = (wanted: string) => findUpdates(rows, wanted).map(({ name }) => name);

  it('finds a log by its name or its number, with zeros or without', () => {
    expect(found('007_2026-02-24_a.md')).toEqual(['007_2026-02-24_a.md']);
    expect(found('7')).toEqual(['007_2026-02-24_a.md']);
    expect(found('0007')).toEqual(['007_2026-02-24_a.md']);
  });

  it('finds a renumbered log by a number that no other has now', () => {
    expect(found('006')).toEqual(['009_2026-02-24_c.md']);
    expect(found('5')).toEqual(['009_2026-02-24_c.md']);
    expect(found('10')).toEqual([]);
  });

  it('gives all that bear a number', () => {
    const twice = [row('007_2026-02-24_ours.md'), row('007_2026-02-24_theirs.md')];
    expect(findUpdates(twice, '007')).toEqual(twice);
  });
});

it('filters by everything at once, and by words in any order', () => {
  const rows = [
    row('001_2026-02-24_load-the-model.md', { author: 'ann', category: 'load', commit: 'abc1234' }),
    row('200_2026-02-24_load-the-model.md', { author: 'ann', category: 'sync' }),
  ];
  expect(filterUpdates(rows, ALL)).toEqual(rows);
  expect(filterUpdates(rows, { ...ALL, text: 'MODEL  load abc' })).toEqual([rows[0]]);
  expect(filterUpdates(rows, { ...ALL, series: 'promotion', author: 'ann' })).toEqual([rows[1]]);
  expect(filterUpdates(rows, { ...ALL, series: 'promotion', category: 'load' })).toEqual([]);
});

it('sorts by time, those of one time by number, and files without a number to the end', () => {
  const rows = [
    row('200_2026-02-24_noon.md', {}, '2026-02-24T12:00:00Z'),
    row('notes.md', {}, '2026-03-01T00:00:00Z'),
    row('002_2026-02-24_evening.md', {}, '2026-02-24T20:00:00Z'),
    row('201_2026-02-24_noon.md', {}, '2026-02-24T12:00:00Z'),
  ];
  expect(sortByTime(rows).map(({ name }) => name.slice(0, 3))).toEqual(['002', '201', '200', 'not']);
});
