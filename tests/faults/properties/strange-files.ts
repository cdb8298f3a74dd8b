import { createHash } from 'node:crypto';
import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnScript } from 'test-kit';
import { assertSameFiles, type FileHashes, hashFiles } from '../file-hashes.js';
import { openStore } from '../open-store.js';
import type { Property } from '../property.js';
import { SPARSE_BYTES, type StrangeKind, strangeKinds } from '../strange-files/kinds.js';
import { makeJournal } from '../strange-files/make-journal.js';
import { CANARY, makeOutside } from '../strange-files/outside.js';
import { isLogFolder, PLACES } from '../strange-files/places.js';
import { withTemporaryFolder } from '../with-temporary-folder.js';

const HOST = join(import.meta.dirname, '../hosts/journal-life.ts');
const PASSWD = '/etc/passwd';

/** Far longer than the slowest step: 1 GiB is compressed, compared and restored. */
const MAX_SILENCE_MS = 120_000;

/** A log of 1 GiB would not fit into it as a whole. */
const MAX_MEMORY_MIB = 700;

interface Case {
  place: string;
  journal: string;
  outside: string;
  before: FileHashes;
}

export const strangeFiles: Property = {
  name: 'strange-files',
  promise:
    'Whatever stands in a place of the journal, nothing outside its folders is changed or read, and no step hangs',
  // Places of each kind.
  shortRounds: 3,
  longRounds: PLACES.length,
  async run(rounds) {
    const { possible, missing } = strangeKinds();
    const figures = { kinds: possible.length, places: 0, cases: 0, steps: 0, refused: 0, peakMiB: 0 };
    await withTemporaryFolder('strange-files', async (folder) => {
      await makeJournal(openStore(join(folder, 'origin')));
      for (const [index, kind] of possible.entries()) {
        const places = choosePlaces(kind, rounds, index);
        figures.cases += places.length;
        await runKind(folder, kind, places, figures);
      }
    });
    figures.places = rounds;
    return missing.length === 0 ? figures : { ...figures, skipped: missing.join('; ') };
  },
};

/** Other ones for each kind. */
function choosePlaces(kind: StrangeKind, rounds: number, turn: number): string[] {
  const places = PLACES.filter((place) => !(kind.mayBeLogFolder === true && isLogFolder(place)));
  const step = Math.max(1, Math.floor(places.length / rounds));
  return places.filter((_, index) => (index + turn) % step === 0);
}

async function runKind(
  folder: string,
  kind: StrangeKind,
  places: readonly string[],
  figures: Record<string, number>,
): Promise<void> {
  const cases = places.map((place, index) => makeCase(folder, kind, place, `${kind.name}-${index}`));
  const passwd = hashFile(PASSWD);
  const lines = await live(cases);
  for (const { place, journal, outside, before } of cases) {
    const what = `${kind.name} at ${place}`;
    assertSameFiles(before, hashFiles(outside), `${what}: outside`);
    const { steps, refused, leaks } = readSteps(lines, journal, what);
    figures.steps = (figures.steps ?? 0) + steps;
    figures.refused = (figures.refused ?? 0) + refused;
    if (kind.mayBeRead !== true) {
      if (leaks[0] !== undefined) throw new Error(`${what}: "${leaks[0]}" gave what stands outside`);
      assertNoCanary(journal, what);
    }
    rmSync(dirname(journal), { recursive: true });
  }
  if (hashFile(PASSWD) !== passwd) throw new Error(`${kind.name}: ${PASSWD} has changed`);
  const memory = Number(lines.at(-1)?.slice('end '.length));
  figures.peakMiB = Math.max(figures.peakMiB ?? 0, memory);
  if (memory > MAX_MEMORY_MIB) throw new Error(`${kind.name}: ${memory} MiB of memory`);
}

/** @throws where a step failed without a code of ours */
function readSteps(
  lines: readonly string[],
  journal: string,
  what: string,
): { steps: number; refused: number; leaks: string[] } {
  const from = lines.indexOf(`begin ${journal}`) + 1;
  const length = lines.slice(from).findIndex((line) => /^(?:begin|end) /.test(line));
  const own = lines.slice(from, from + length);
  const steps = own.filter((line) => line.startsWith('step '));
  const uncoded = steps.find((line) => line.includes(' uncoded '));
  if (uncoded !== undefined) throw new Error(`${what}: ${uncoded}`);
  return {
    steps: steps.length,
    refused: steps.filter((line) => !line.endsWith(' ok')).length,
    leaks: own.filter((line) => line.startsWith('leak ')).map((line) => line.slice('leak '.length)),
  };
}

function makeCase(folder: string, kind: StrangeKind, place: string, name: string): Case {
  const [journal, outside] = [join(folder, name, 'journal'), join(folder, name, 'outside')];
  cpSync(join(folder, 'origin'), journal, { recursive: true, preserveTimestamps: true });
  mkdirSync(outside, { recursive: true });
  makeOutside(outside);
  const before = hashFiles(outside);
  const path = join(journal, place);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
  kind.plant(path, outside);
  return { place, journal, outside, before };
}

/** @returns what `hosts/journal-life.ts` printed */
async function live(cases: readonly Case[]): Promise<readonly string[]> {
  const host = spawnScript(
    HOST,
    cases.map(({ journal }) => journal),
  );
  const kill = (): void => void host.child.kill('SIGKILL');
  let watch = setTimeout(kill, MAX_SILENCE_MS);
  host.child.stdout?.on('data', () => {
    clearTimeout(watch);
    watch = setTimeout(kill, MAX_SILENCE_MS);
  });
  const { code, stderr } = await host.ended;
  clearTimeout(watch);
  if (code === 0) return host.lines;
  const last = host.lines.findLast((line) => line.startsWith('begin '));
  const place = cases.find(({ journal }) => last === `begin ${journal}`)?.place;
  throw new Error(`at ${place} nothing came after "${host.lines.at(-1)}": ${stderr}`);
}

function assertNoCanary(folder: string, what: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || lstatSync(path).size === SPARSE_BYTES) continue;
    if (readFileSync(path).includes(CANARY)) throw new Error(`${what}: ${path} holds what stands outside`);
  }
}

function hashFile(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
