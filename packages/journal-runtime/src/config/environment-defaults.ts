import { hostname, userInfo } from 'node:os';
import { slugify } from '@opta/journal-format';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The user that the environment names, else the system's, else `unknown`. */
export function environmentUser(environment: Environment): string {
  return environment.USER || environment.USERNAME || environment.LOGNAME || systemUser();
}

/** The label of this machine: OPTA_DEVICE, else the slug of the host name's first part. */
export function hostDevice(environment: Environment): string {
  const label = environment.OPTA_DEVICE?.trim();
  if (label) return label;
  return slugify(hostname().split('.')[0] ?? '', { maxLength: 24 });
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a user id that no name belongs to.
    return 'unknown';
  }
}
