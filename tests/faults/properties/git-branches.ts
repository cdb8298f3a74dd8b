import { type DoctorOptions, diagnose, repair, resolveNumber } from '@opta/journal-doctor';
import { parseLogFileName, type UpdateLogName } from '@opta/journal-format';
import { readFrontmatter } from '@opta/journal-format/frontmatter';
import { createSeededRandom } from 'test-kit';
import { makeConflict, readUpdateLogs, resolveByTakingBoth } from '../conflicting-branches.js';
import { openStore } from '../open-store.js';
import type { Property } from '../property.js';
import { withTemporaryFolder } from '../with-temporary-folder.js';

/** A name with which one log speaks of another. */
const CITATION = /\d+_\d{4}-\d\d-\d\d_[a-z0-9-]+\.md/g;

export const gitBranches: Property = {
  name: 'git-branches',
  promise:
    'Where two git branches took the same numbers the merge stops, one repair gives each log its own, and old citations find it',
  requirement: { programs: { git: 'git' } },
  shortRounds: 2,
  longRounds: 50,
  async run(rounds) {
    const random = createSeededRandom(rounds);
    const figures = { merges: rounds, sharedNumbers: 0, renumbered: 0, citations: 0, unresolved: 0 };
    for (let round = 1; round <= rounds; round += 1) {
      await withTemporaryFolder('git-branches', async (folder) => {
        const worktree = await makeConflict(folder, random);
        const old = readUpdateLogs(worktree);
        figures.sharedNumbers += countShared(old);
        resolveByTakingBoth(worktree);
        await mend(worktree);
        figures.renumbered += await checkNumbers(worktree, old);
        figures.citations += await checkCitations(worktree, old);
      });
    }
    return figures;
  },
};

async function mend(worktree: string): Promise<void> {
  const options: DoctorOptions = { store: openStore(worktree), timeZone: 'UTC', device: 'studio' };
  const { failed, unresolved } = await repair(await diagnose(options), options);
  if (failed.length > 0 || unresolved.length > 0) {
    throw new Error(`the repair left ${JSON.stringify([...failed, ...unresolved])}`);
  }
  const [trouble] = (await diagnose(options)).filter(({ severity }) => severity !== 'info');
  if (trouble !== undefined) throw new Error(`after the repair: ${trouble.message}`);
}

/**
 * Every log is there, with a number of its own in name and frontmatter.
 *
 * @returns how many have another number than before
 */
async function checkNumbers(worktree: string, old: ReadonlyMap<string, string>): Promise<number> {
  const logs = readUpdateLogs(worktree);
  if (logs.size !== old.size) throw new Error(`${old.size} logs became ${logs.size}`);
  const shared = countShared(logs);
  if (shared > 0) throw new Error(`${shared} numbers are still shared`);
  for (const [name, text] of logs) {
    const id = readFrontmatter(text)?.id;
    if (id !== idOf(name)) throw new Error(`${name} says that it is ${id}`);
  }
  return [...logs.keys()].filter((name) => !old.has(name)).length;
}

/**
 * Every name by which a log was ever called finds that log, and no other.
 *
 * @returns how many citations there were
 */
async function checkCitations(worktree: string, old: ReadonlyMap<string, string>): Promise<number> {
  const store = openStore(worktree);
  const inLogs = [...old.values()].flatMap((text) => text.match(CITATION) ?? []);
  for (const name of new Set([...old.keys(), ...inLogs])) {
    const found = await resolveNumber(store, name);
    const slugs = found.map(({ fileName }) => slugOf(fileName));
    if (slugs.join() !== slugOf(name)) throw new Error(`${name} finds ${slugs.join(', ') || 'nothing'}`);
    const byNumber = await resolveNumber(store, idOf(name));
    if (!byNumber.some(({ fileName }) => slugOf(fileName) === slugOf(name))) {
      throw new Error(`${idOf(name)} does not find ${slugOf(name)}`);
    }
  }
  return inLogs.length;
}

function countShared(logs: ReadonlyMap<string, string>): number {
  const ids = [...logs.keys()].map(idOf);
  return ids.length - new Set(ids).size;
}

function idOf(name: string): string {
  return partsOf(name).id;
}

function slugOf(name: string): string {
  return partsOf(name).rest;
}

function partsOf(name: string): UpdateLogName {
  const parts = parseLogFileName(name);
  if (parts?.kind !== 'update') throw new Error(`${name} is no name of an update log`);
  return parts;
}
