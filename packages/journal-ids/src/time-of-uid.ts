import { decodeTime, isValid } from 'ulid';

/**
 * When the number of a log was claimed.
 *
 * @param uid - The uid in its frontmatter or in last-numbers.txt.
 * @returns Milliseconds since the epoch; undefined for a text that is no uid of ours.
 */
export function timeOfUid(uid: string): number | undefined {
  return isValid(uid) ? decodeTime(uid) : undefined;
}
