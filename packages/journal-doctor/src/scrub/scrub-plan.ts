import type { DoctorOptions } from '../doctor-options.js';
import type { Folder } from '../finding.js';
import type { Counts } from './counts.js';
import type { ScrubSecrets } from './scrub-secrets.js';

/** Something else that keeps what the logs say, such as the index of a search. */
export interface ScrubParticipant {
  name: string;
  /** Removes the secrets from what it keeps. @returns how many were removed */
  scrub(secrets: ScrubSecrets): Promise<number>;
}

export interface ScrubOptions extends DoctorOptions {
  /** What keeps the logs' content beside the log folders. */
  participants?: readonly ScrubParticipant[];
  /**
   * Running sessions of which the caller is the owner, and to whose files nothing is written until the scrub has
   * ended. Other running sessions are left alone.
   */
  ownSessions?: readonly string[];
}

/** A file in which something was found. */
export interface FoundSecrets {
  folder: Folder;
  /** From the log folder. Where the name of the file shows a secret, as the name will be. */
  path: string;
  /** How often, by form (`raw`, `markup`, `json`, `json-twice`, `url`, `base64`, `name`) or by the redactor's kinds. */
  found: Counts;
}

export interface ScrubStep extends FoundSecrets {
  /** `rename` writes the file anew as well; `remove` is for what a crash left in `.opta-journal/tmp`. */
  action: 'rewrite' | 'rename' | 'remove';
}

/** What is left alone although something was found in it, or cannot be looked into. */
export interface LeftFile extends FoundSecrets {
  /** `running`: its session writes to it. `in-use`: a file that is just being written. */
  reason: 'running' | 'in-use' | 'unreadable';
  message: string;
}

/** What a scrub would do, as plain data without a secret in it. */
export interface ScrubPlan {
  steps: ScrubStep[];
  left: LeftFile[];
  /** Files outside the convention: they are never changed. */
  foreign: FoundSecrets[];
  /** Names of the participants that will be asked. */
  participants: string[];
  /** What a scrub does not reach. */
  notCovered: string[];
}

/** What no scrub can do. */
export const NOT_COVERED: readonly string[] = [
  'The secret itself stays valid: replace it where it was given out, before anything else.',
  'Commits of git keep every version: rewrite the history with git filter-repo, and let every clone fetch anew.',
  'Backups, snapshots of the disk, sync tools and other copies keep what they have.',
  'The blocks of a disk from which a file was removed may be read until they are written again.',
];
