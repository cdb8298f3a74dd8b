import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFinding, type Finding, type FindingFacts } from '../finding.js';
import { planRepair } from './plan-repair.js';

const DUPLICATE = createFinding(
  'duplicate-number',
  ['007_2026-02-24_a.md', '007_2026-02-24_b.md', '007_2026-02-24_c.md'],
  {
    number: 7,
    series: 'standard',
    claimants: [
      { fileName: '007_2026-02-24_a.md' },
      { fileName: '007_2026-02-24_b.md' },
      { fileName: '007_2026-02-24_c.md' },
    ],
    expectedIds: ['008', '009'],
  },
  '',
);

const SYNC_COPY = '007_2026-02-24_a.sync-conflict-20260224-101010-ABCDEFG.md';

function copy(
  facts: { isSame?: boolean; series?: string; id?: string },
  folder: 'sessions' | 'updates' = 'updates',
) {
  const original = '007_2026-02-24_a.md';
  return createFinding('conflict-copy', [SYNC_COPY, original], { folder, original, ...facts }, '');
}

function orphan(name: string, recovery: FindingFacts['event-log-without-session-log']['recovery']) {
  const facts = { isInUse: false, modifiedAt: 0, recovery };
  return createFinding('event-log-without-session-log', [name], facts, '');
}

describe('planRepair', () => {
  it('renumbers every log but the first claimant, and heals last-numbers.txt afterwards', () => {
    const { steps, unresolved } = planRepair([DUPLICATE]);
    expect(steps).toMatchObject([
      {
        action: 'renumber',
        fileName: '007_2026-02-24_b.md',
        id: '007',
        rest: '_2026-02-24_b.md',
        series: 'standard',
        keeps: '007_2026-02-24_a.md',
        expectedId: '008',
        message:
          'Give "007_2026-02-24_b.md" the next number of standard, probably 008, with 007 as an alias; "007_2026-02-24_a.md" keeps the number.',
      },
      { action: 'renumber', fileName: '007_2026-02-24_c.md', expectedId: '009' },
      { action: 'heal-last-numbers' },
    ]);
    expect(unresolved).toEqual([]);
  });

  it.each([
    ['no series has the number', { series: undefined }, 'no series has number 7'],
    ['the log is archived', { archived: '2025-01' }, 'archived logs are not changed'],
  ])(
    'leaves a duplicate to a person where %s',
    (_, { series = 'none', archived }: { series?: string | undefined; archived?: string }, reason) => {
      const claimants = [
        { fileName: '007_2025-01-01_a.md', archived: '2025-01' },
        { fileName: '007_2026-02-24_b.md', ...(archived === undefined ? {} : { archived }) },
      ];
      const facts = { number: 7, claimants, expectedIds: [], ...(archived === undefined ? {} : { series }) };
      const plan = planRepair([createFinding('duplicate-number', [], facts, '')]);
      expect(plan).toEqual({
        steps: [],
        unresolved: [{ code: 'duplicate-number', files: ['007_2026-02-24_b.md'], reason }],
      });
    },
  );

  it('does not renumber a log whose frontmatter cannot be read', () => {
    const unreadable = createFinding(
      'frontmatter-unreadable',
      ['007_2026-02-24_b.md'],
      { folder: 'updates', reason: 'x' },
      '',
    );
    const plan = planRepair([DUPLICATE, unreadable]);
    expect(plan.unresolved).toMatchObject([{ files: ['007_2026-02-24_b.md'] }]);
    expect(plan.steps.map(({ action }) => action)).toEqual(['renumber', 'heal-last-numbers']);
  });

  it('moves an identical copy aside, renumbers another version of an update log, and keeps one of a session', () => {
    expect(planRepair([copy({ isSame: true })]).steps).toMatchObject([
      { action: 'move-aside', folder: 'updates', fileName: SYNC_COPY, sameAs: '007_2026-02-24_a.md' },
    ]);
    expect(planRepair([copy({ isSame: false, series: 'standard', id: '007' })]).steps).toMatchObject([
      { action: 'renumber', fileName: SYNC_COPY, id: '007', rest: '_2026-02-24_a.md' },
      { action: 'heal-last-numbers' },
    ]);
    expect(planRepair([copy({ isSame: false }, 'sessions')])).toMatchObject({
      steps: [],
      unresolved: [{ reason: 'both versions are kept; compare them' }],
    });
    expect(planRepair([copy({})])).toMatchObject({ steps: [], unresolved: [{ files: [SYNC_COPY] }] });
  });

  it('lets the new number bring the id of a log that has another one', () => {
    const id = createFinding(
      'id-differs',
      ['007_2026-02-24_b.md'],
      { frontmatterId: '5', nameId: '007' },
      '',
    );
    expect(planRepair([id]).steps).toMatchObject([{ action: 'rewrite-id', id: '007' }]);
    expect(planRepair([id, DUPLICATE]).steps.map(({ action }) => action)).toEqual([
      'renumber',
      'renumber',
      'heal-last-numbers',
    ]);
  });

  it('plans one recovery for all sessions, and citations last', () => {
    const orphans = ['a', 'b'].map((name) => orphan(name, 'due'));
    expect(planRepair([...orphans, DUPLICATE], { rewriteCitations: true }).steps).toMatchObject([
      { action: 'renumber' },
      { action: 'renumber' },
      { action: 'heal-last-numbers' },
      { action: 'recover', eventLogs: ['a', 'b'] },
      { action: 'rewrite-citations' },
    ]);
  });

  it('said of a session that a repair leaves that it would recover it', () => {
    const reasons = [
      'running',
      'other-machine',
      'heard-lately',
      'other-device',
      'grown-lately',
      'failed',
    ] as const;
    const plan = planRepair(reasons.map((reason) => orphan(reason, reason)));
    expect(plan.steps).toEqual([]);
    expect(plan.unresolved.map(({ files, reason }) => [...files, reason])).toEqual([
      ['heard-lately', 'it was heard of lately; repair again later'],
      ['other-device', 'nothing says whether its program runs'],
      ['grown-lately', 'nothing says whether its program runs'],
      ['failed', 'it cannot be recovered as it is'],
    ]);
  });

  it('is plain data, and does not depend on the order of the findings', () => {
    const findings: Finding[] = [
      DUPLICATE,
      copy({ isSame: true }),
      createFinding('last-numbers-conflict', ['last-numbers.txt'], {}, ''),
      createFinding('original-left', ['x.md'], {}, ''),
      createFinding('gap-unexplained', [], { series: 'standard', from: 1, to: 2 }, ''),
      createFinding('temporary-files-left', ['x'], { folder: 'updates', count: 1 }, ''),
    ];
    const plan = planRepair(findings);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    fc.assert(
      fc.property(fc.shuffledSubarray(findings, { minLength: findings.length }), (shuffled) => {
        expect(planRepair(shuffled)).toEqual(plan);
      }),
    );
  });
});
