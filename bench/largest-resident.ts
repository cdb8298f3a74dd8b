import { readFileSync } from 'node:fs';

/**
 * The largest resident set of this process since its program began, in KiB. On Linux without that of the process which
 * started it, as `maxRSS` has it.
 */
export function largestResidentKiB(): number {
  try {
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
