import type { System } from './system.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The identifier that the kernel draws anew at each boot.
 *
 * @returns lower case, or undefined where the system tells none
 */
export async function readBootId(system: System): Promise<string | undefined> {
  try {
    const text = (await source(system))?.trim();
    return text !== undefined && UUID.test(text) ? text.toLowerCase() : undefined;
  } catch {
    // A hardened container hides it; then nothing is concluded from it.
    return undefined;
  }
}

async function source(system: System): Promise<string | undefined> {
  if (system.platform === 'linux') return system.readText('/proc/sys/kernel/random/boot_id');
  if (system.platform === 'darwin') return system.run('/usr/sbin/sysctl', ['-n', 'kern.bootsessionuuid']);
  return undefined;
}
