import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Requirement } from './missing-requirement.js';

export const POWER_CUT_REQUIREMENT: Requirement = {
  root: true,
  programs: { 'mkfs.ext4': 'e2fsprogs', mount: 'mount', python3: 'python3-minimal' },
};

/** FS_IOC_SHUTDOWN without writing the log: what is not on the medium yet is gone. Source: Linux, ext4_ioctl(). */
const CUT = `
import fcntl, os, struct, sys, time
fd = os.open(sys.argv[1], os.O_RDONLY)
print(int(time.time() * 1000))
fcntl.ioctl(fd, 0x8004587D, struct.pack("I", 2))
`;

/** An ext4 file system in a file, whose power can be cut. */
export interface PowerCutDisk {
  /** Where it is mounted. */
  readonly path: string;
  /**
   * From now on nothing reaches the medium, as if the plug had been pulled; every call fails.
   *
   * @returns when that happened, in epoch milliseconds
   */
  cut(): number;
  /** Mount again what the medium had at the cut; every file on it must be closed. */
  restore(): void;
  /** Unmount and remove it. */
  close(): void;
}

/** @throws where a requirement is missing: see `POWER_CUT_REQUIREMENT` */
export function createPowerCutDisk(sizeMiB = 64): PowerCutDisk {
  const folder = mkdtempSync(join(tmpdir(), 'power-cut-'));
  const image = join(folder, 'image');
  const path = join(folder, 'disk');
  mkdirSync(path);
  run('truncate', ['-s', `${sizeMiB}M`, image]);
  run('mkfs.ext4', ['-q', '-F', image]);
  const mount = (): void => void run('mount', ['-o', 'loop', image, path]);
  mount();
  return {
    path,
    cut: () => Number(run('python3', ['-c', CUT, path])),
    restore: () => {
      run('umount', [path]);
      mount();
    },
    close: () => {
      run('umount', [path]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** @returns what it printed */
function run(program: string, parameters: readonly string[]): string {
  return execFileSync(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
}
