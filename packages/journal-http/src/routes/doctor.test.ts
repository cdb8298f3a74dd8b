import { describe, expect, it } from 'vitest';
import { makeAsk, post, SECRET } from '../../test/log-folder.js';
import type { DoctorFinding, JournalDoctor } from '../journal-parts.js';

const PATH = '/admin/logs/doctor';

const finding = (code: string, file: string): DoctorFinding => ({
  code,
  severity: 'error',
  files: [file],
  facts: { fileName: file, isSame: true },
  message: `It has ${SECRET}.`,
  fix: 'Mend it.',
});

function makeDoctor(findings: DoctorFinding[]): JournalDoctor & { repaired: DoctorFinding[] } {
  const repaired: DoctorFinding[] = [];
  return {
    repaired,
    diagnose: async () => findings,
    async repair(given) {
      repaired.push(...given);
      return { done: [{ step: { action: 'rewrite-id', fileName: 'a.md' } }], failed: [], unresolved: [] };
    },
  };
}

async function idsOf(ask: ReturnType<typeof makeAsk>): Promise<string[]> {
  return ((await (await ask(PATH)).json()) as { id: string }[]).map(({ id }) => id);
}

describe('the doctor', () => {
  it('tells its findings, each with an id and without secrets', async () => {
    const ask = makeAsk(
      {},
      { doctor: makeDoctor([finding('id-differs', 'a.md'), finding('id-differs', 'b.md')]) },
    );
    const ids = await idsOf(ask);
    expect(new Set(ids).size).toBe(2);
    expect(await idsOf(ask)).toEqual(ids);
    const [first] = (await (await ask(PATH)).json()) as DoctorFinding[];
    expect(first).toMatchObject({ files: ['a.md'], facts: { fileName: 'a.md', isSame: true } });
    expect(first?.message).not.toContain(SECRET);
  });

  it('repairs those that are named, as they are found now', async () => {
    const findings = [finding('id-differs', 'a.md'), finding('id-differs', 'b.md')];
    const doctor = makeDoctor(findings);
    const ask = makeAsk({}, { doctor });
    const [, second] = await idsOf(ask);
    const response = await ask(PATH, post({ ids: [second, second] }));
    expect([response.status, await response.json()]).toEqual([
      200,
      { done: [{ step: { action: 'rewrite-id', filename: 'a.md' } }], failed: [], unresolved: [] },
    ]);
    expect(doctor.repaired).toEqual([findings[1]]);
  });

  it('repairs nothing when one of them is not the same any more', async () => {
    const findings = [finding('id-differs', 'a.md'), finding('id-differs', 'b.md')];
    const doctor = makeDoctor(findings);
    const ask = makeAsk({}, { doctor });
    const ids = await idsOf(ask);
    findings[1] = finding('id-differs', 'c.md');
    expect((await ask(PATH, post({ ids }))).status).toBe(409);
    expect(doctor.repaired).toEqual([]);
  });

  it.each([{}, { ids: [] }, { ids: 'all' }, { ids: [1] }])('repairs nothing for %j', async (body) => {
    expect((await makeAsk({}, { doctor: makeDoctor([]) })(PATH, post(body))).status).toBe(422);
  });

  it('must be handed in', async () => {
    for (const init of [{}, post({ ids: ['x'] })]) {
      const response = await makeAsk({})(PATH, init);
      expect([response.status, await response.json()]).toEqual([
        501,
        { detail: expect.stringContaining('@opta/journal-doctor') },
      ]);
    }
  });
});
