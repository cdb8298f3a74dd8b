import * as z from 'zod/mini';
import type { SessionHost } from './relate-host.js';

const text = z.optional(z.string());

/** What a session records of its process, in its first line or its snapshot. */
export const recordedOwnerShape = {
  pid: z.number(),
  process_start: text,
  boot_id: text,
  machine_id: text,
  pid_namespace: text,
};

const recordedOwnerSchema = z.object(recordedOwnerShape);

/** The process of a session, and where it ran. */
export interface SessionOwner extends SessionHost {
  pid: number;
  processStart?: string | undefined;
}

export function toSessionOwner(recorded: z.infer<typeof recordedOwnerSchema>): SessionOwner {
  return {
    machineId: recorded.machine_id,
    bootId: recorded.boot_id,
    pidNamespace: recorded.pid_namespace,
    pid: recorded.pid,
    processStart: recorded.process_start,
  };
}
