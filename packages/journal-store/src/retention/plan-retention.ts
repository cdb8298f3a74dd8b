import { statfs } from 'node:fs/promises';
import { runProgram } from '@opta/journal-fs';
import { toJournalStoreError } from '../errors.js';
import type { ListingPlace } from '../listing/list-session-logs.js';
import { decideRetention } from './decide-retention.js';
import { gatherLmxFiles } from './gather-lmx-files.js';
import { gatherSessions } from './gather-sessions.js';
import { gatherUpdates } from './gather-updates.js';
import { readPins } from './read-pins.js';
import type { RetentionFacts, UnitFacts } from './retention-facts.js';
import { readMark } from './retention-marks.js';
import type { RetentionPlan } from './retention-plan.js';
import type { RetentionPolicy } from './retention-policy.js';

export interface RetentionPlace {
  sessions: ListingPlace;
  updates: ListingPlace;
}

/** Looks at both folders and decides what would go. Nothing is changed. */
export async function planRetention(place: RetentionPlace, policy: RetentionPolicy): Promise<RetentionPlan> {
  const now = policy.now ?? Date.now();
  if (policy.mode === 'off') return { mode: 'off', plannedAt: now, units: [], bytes: 0, total: 0, kept: [] };
  const { fileSystem, directory } = place.sessions;
  const pins = await readPins(fileSystem, directory);
  const found = policy.compat === 'lmx' ? await gatherLmx(place, pins) : await gather(place, policy, pins);
  const facts: RetentionFacts = {
    now,
    ...found,
    freeBytes: await freeBytesFor(directory, policy),
    accepted: await runProgram(readMark(directory, 'accepted'), fileSystem.async),
    seen: await runProgram(readMark(directory, 'seen'), fileSystem.async),
  };
  return decideRetention(facts, policy);
}

type Found = Pick<RetentionFacts, 'sessions' | 'updates' | 'kept' | 'newestTime' | 'isShared'>;

async function gather(
  place: RetentionPlace,
  policy: RetentionPolicy,
  pins: ReadonlySet<string>,
): Promise<Found> {
  const sessions = await gatherSessions(place.sessions, policy.device, pins);
  if (policy.updateLogs === undefined) return { ...sessions, updates: [] };
  const { updates, kept } = await gatherUpdates(place.updates, pins);
  return { ...sessions, updates, kept: [...sessions.kept, ...kept] };
}

async function gatherLmx(place: RetentionPlace, pins: ReadonlySet<string>): Promise<Found> {
  const sessions = await gatherLmxFiles(place.sessions, 'sessions', pins);
  const updates = await gatherLmxFiles(place.updates, 'updates', pins);
  return {
    sessions: sessions.units,
    updates: updates.units,
    kept: [...sessions.kept, ...updates.kept],
    newestTime: newestOf([...sessions.units, ...updates.units]),
    // Who asks for these rules has asked for what they do.
    isShared: false,
  };
}

function newestOf(units: readonly UnitFacts[]): number {
  return units.reduce((newest, { time }) => Math.max(newest, time), Number.NEGATIVE_INFINITY);
}

async function freeBytesFor(directory: string, policy: RetentionPolicy): Promise<number | undefined> {
  if (policy.minFreeBytes === undefined || policy.freeBytes !== undefined) return policy.freeBytes;
  try {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    throw toJournalStoreError(error, 'ask for the free space of', directory);
  }
}
