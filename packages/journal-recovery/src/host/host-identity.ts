import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import { readBootId } from './boot-id.js';
import { readBootTime } from './boot-time.js';
import { readMachineId, stateDirectory } from './machine-id.js';
import { readPidNamespace } from './pid-namespace.js';
import { readProcessState } from './process-start.js';
import { type System, thisSystem } from './system.js';

/** What tells this process, this boot and this machine from all others. What the system hides is absent. */
export interface HostIdentity {
  /** Random, the same for all programs of this user on this machine. */
  machineId?: string;
  /** Drawn by the kernel at each boot. */
  bootId?: string;
  /** Epoch milliseconds. */
  bootedAt?: number;
  /** `pid:[4026531836]`; absent on macOS. */
  pidNamespace?: string;
  /** When this process began. */
  processStart?: string;
}

let cached: Promise<HostIdentity> | undefined;

/**
 * The identity of this process's host, read once.
 *
 * @returns whatever of it can be read; never rejects
 * @remarks Draws the machine's identifier if there is none yet, in the user's state folder.
 */
export function readHostIdentity(): Promise<HostIdentity> {
  cached ??= collectHostIdentity(thisSystem, stateDirectory(), nodeFileSystem);
  return cached;
}

/** The same, from given sources and not kept. */
export async function collectHostIdentity(
  system: System,
  directory: string,
  fileSystem: FileSystem,
): Promise<HostIdentity> {
  const [machineId, bootId, bootedAt, pidNamespace, own] = await Promise.all([
    readMachineId(directory, fileSystem),
    readBootId(system),
    readBootTime(system),
    readPidNamespace(system),
    readProcessState(process.pid, system),
  ]);
  return {
    ...(machineId === undefined ? {} : { machineId }),
    ...(bootId === undefined ? {} : { bootId }),
    ...(bootedAt === undefined ? {} : { bootedAt }),
    ...(pidNamespace === undefined ? {} : { pidNamespace }),
    ...(own.state === 'running' ? { processStart: own.start } : {}),
  };
}
