import type { System } from './system.js';

/**
 * The namespace in which this process's numbers of processes hold: each container has one of its own.
 *
 * @returns `pid:[4026531836]`; undefined where there are none (macOS) or it cannot be read
 */
export async function readPidNamespace(system: System): Promise<string | undefined> {
  if (system.platform !== 'linux') return undefined;
  try {
    const link = await system.readLink('/proc/self/ns/pid');
    return /^pid:\[\d+\]$/.test(link) ? link : undefined;
  } catch {
    return undefined;
  }
}
