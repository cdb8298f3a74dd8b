import { isTimeZone, systemTimeZone } from '@opta/journal-format';
import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import type { RedactionPolicy } from '@opta/journal-redact';
import * as z from 'zod/mini';
import { JournalRecoveryError, quote } from './errors.js';
import type { HostIdentity } from './host/host-identity.js';
import type { ProcessState } from './host/process-start.js';

export interface RecoveryOptions {
  /** Label of this machine. Sessions that say nothing of themselves are only closed where theirs is the same. */
  device?: string;
  /** IANA zone in which the names of logs of the original journal are read. Default: the system's. */
  timeZone?: string;
  /** Also sessions of other machines, once they are silent for ten heartbeats. Default false. */
  includeForeign?: boolean;
  /** Also logs of which nothing says whether they are still written. Default false. */
  includeLegacy?: boolean;
  /** Identifiers of sessions that are left alone in any case: those of this process. */
  exclude?: readonly string[];
  /** What is a secret in event logs of the original journal, which has left them in. Default: what is known for one. */
  redaction?: RedactionPolicy;
  /** Stops between two sessions. */
  signal?: AbortSignal;
  /** Default: Node's. The store must use the same. */
  fileSystem?: FileSystem;
  /** Who we are. Default: `readHostIdentity()`. */
  identity?: HostIdentity;
  /** Looks up a process of this host. Default: the system's table. */
  readProcess?: (pid: number) => Promise<ProcessState>;
}

const flag = z.optional(z.boolean());

const optionsSchema = z.object({
  device: z.optional(z.string()),
  timeZone: z.optional(z.string().check(z.refine(isTimeZone, 'no time zone'))),
  includeForeign: flag,
  includeLegacy: flag,
  exclude: z.optional(z.array(z.string())),
});

export type CompleteOptions = Required<
  Pick<RecoveryOptions, 'timeZone' | 'includeForeign' | 'includeLegacy' | 'exclude' | 'fileSystem'>
> &
  RecoveryOptions;

/**
 * @throws {JOURNAL_RECOVERY_OPTION_INVALID} with every problem at once
 */
export function completeOptions(options: RecoveryOptions): CompleteOptions {
  const checked = optionsSchema.safeParse(options);
  if (!checked.success) {
    const problems = checked.error.issues.map(({ path, message }) => {
      const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)?.[key], options);
      return `${path.join('.')} is ${quote(value)} (${message})`;
    });
    throw new JournalRecoveryError(
      'JOURNAL_RECOVERY_OPTION_INVALID',
      `Cannot recover sessions: ${problems.join('; ')}. Give other values.`,
      { problems },
    );
  }
  return {
    timeZone: systemTimeZone(),
    includeForeign: false,
    includeLegacy: false,
    exclude: [],
    fileSystem: nodeFileSystem,
    ...options,
  };
}
