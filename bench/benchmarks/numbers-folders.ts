import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineSeries } from '@opta/journal-ids';

/** Update logs that are there before anything is measured. */
export const EXISTING = Number(process.env.OPTA_BENCH_UPDATE_LOGS ?? 100_000);

/** As it is shown. */
export const EXISTING_LOGS = `${EXISTING.toLocaleString('en-US')} logs`;

export const SERIES = defineSeries({ standard: { ranges: [[1, 9_999_999]] } });

const UID = '01KJ6YD1M0ZZZZZZZZZZZZZZZZ';
const TIME = '2026-02-24T02:00:00.000Z';

export const logName = (number: number): string => `${String(number).padStart(3, '0')}_2026-02-24_update.md`;

/**
 * A folder with so many update logs as this journal leaves them, each with its claim. It is made once and kept in the
 * system's folder for temporary files; what was numbered in it since is taken out again.
 */
export function existingFolder(): string {
  const directory = join(tmpdir(), `opta-journal-numbers-${EXISTING}`);
  const claims = join(directory, '.opta-journal', 'claims');
  const runs = join(claims, 'runs');
  // Written last.
  const manifest = join(directory, '.opta-journal', 'complete');
  if (!existsSync(manifest)) {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(claims, { recursive: true });
    for (let number = 1; number <= EXISTING; number += 1) makeLog(directory, claims, number);
    writeFileSync(manifest, '');
  }
  // Every claim follows upon the one before it.
  mkdirSync(runs, { recursive: true });
  for (const name of ['1', 'complete']) writeFileSync(join(runs, name), '');
  for (const folder of [directory, claims, runs]) removeLater(folder);
  writeFileSync(join(directory, 'last-numbers.txt'), `standard ${EXISTING} ${UID} ${logName(EXISTING)}\n`);
  return directory;
}

function makeLog(directory: string, claims: string, number: number): void {
  writeFileSync(join(directory, logName(number)), '');
  const claim = { number, series: 'standard', uid: UID, claimedAt: TIME, pid: 1, state: 'claimed' };
  writeFileSync(join(claims, `${number}.json`), `${JSON.stringify(claim)}\n`);
  const end = { number, state: 'completed', fileName: logName(number), endedAt: TIME };
  writeFileSync(join(claims, `${number}.done.json`), `${JSON.stringify(end)}\n`);
}

function removeLater(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (Number.parseInt(name, 10) > EXISTING) rmSync(join(folder, name));
  }
}
