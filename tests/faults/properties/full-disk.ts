import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnScript } from 'test-kit';
import { fillDisk } from '../fill-disk.js';
import type { Property } from '../property.js';
import { checkRuntimeEnd, readRuntimeEnd } from '../read-runtime-end.js';

const HOST = join(import.meta.dirname, '../hosts/runtime-host.ts');
const EVENTS = 3_000;

export const fullDisk: Property = {
  name: 'full-disk',
  promise: 'On a disk that fills up and is freed again the host goes on, and every event is accounted for',
  requirement: { root: true, programs: { mount: 'mount' } },
  shortRounds: 1,
  longRounds: 20,
  async run(rounds) {
    let degraded = 0;
    for (let round = 1; round <= rounds; round += 1) {
      const disk = mkdtempSync(join(tmpdir(), 'full-disk-'));
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]);
      try {
        const host = spawnScript(HOST, [disk, String(EVENTS), '1']);
        await host.line(/^ready/);
        const ballast = join(disk, 'ballast');
        fillDisk(ballast);
        await host.line(/^emitted \d+ degraded/);
        degraded += 1;
        unlinkSync(ballast);
        await host.ended;
        const end = readRuntimeEnd(host.lines);
        await checkRuntimeEnd(end, EVENTS);
        if (!end.finalized) throw new Error('there was room again, and no session log was written');
        if (end.ledger.dropped > 0)
          throw new Error(`${end.ledger.dropped} events were dropped that memory could hold`);
      } catch (cause) {
        throw new Error(`round ${round}: ${cause instanceof Error ? cause.message : cause}`, { cause });
      } finally {
        execFileSync('umount', [disk]);
        rmSync(disk, { recursive: true });
      }
    }
    return { rounds, timesFull: degraded, events: rounds * EVENTS, dropped: 0 };
  },
};
