import { spawnSync } from 'node:child_process';

export interface Requirement {
  /** Programs that must be there, and the Debian package that brings each. */
  programs?: Readonly<Record<string, string>>;
  /** Only root may mount file systems and cut their power. */
  root?: boolean;
}

/**
 * Why something cannot run here, in words that say how to change that.
 *
 * @returns `undefined` where nothing is missing
 */
export function missingRequirement({ programs = {}, root = false }: Requirement): string | undefined {
  if (process.platform !== 'linux') return `needs Linux, this is ${process.platform}`;
  const missing = Object.keys(programs).filter((program) => !isThere(program));
  if (missing.length > 0) {
    const packages = [...new Set(missing.map((program) => programs[program]))];
    return `needs ${missing.join(', ')}: apt-get install ${packages.join(' ')}`;
  }
  if (root && process.getuid?.() !== 0) return 'needs root';
  return undefined;
}

function isThere(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}
