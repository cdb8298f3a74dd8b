import type { System } from './system.js';

/**
 * When the machine was booted, by its own clock.
 *
 * @returns epoch milliseconds, exact to the second; undefined where the system tells none
 */
export async function readBootTime(system: System): Promise<number | undefined> {
  try {
    if (system.platform === 'linux') {
      return seconds(/^btime (\d+)$/m.exec(await system.readText('/proc/stat')));
    }
    if (system.platform === 'darwin') {
      // { sec = 1795600000, usec = 123456 } Wed Nov 25 09:06:40 2026
      return seconds(/\bsec = (\d+)/.exec(await system.run('/usr/sbin/sysctl', ['-n', 'kern.boottime'])));
    }
    return undefined;
  } catch {
    return undefined;
  }
}

function seconds(match: RegExpExecArray | null): number | undefined {
  return match === null ? undefined : Number(match[1]) * 1_000;
}
