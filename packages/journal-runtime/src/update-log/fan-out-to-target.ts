import { join } from 'node:path';
import { slugify, updateLogFileName, zonedTime } from '@opta/journal-format';
import { type FileSystem, nodeFileSystem, runProgram } from '@opta/journal-fs';
import { createJournalStore, type JournalStore, JournalStoreError } from '@opta/journal-store';
import type { JournalingConfig } from '../config/journaling-config.js';
import { FAN_OUT_KEY, MAX_CLAIMED_SLUG } from '../constants.js';
import { errorText } from '../shown.js';
import { buildUpdateLog, seriesOf, slugTextOf } from './build-update-log.js';
import type { WrittenUpdateLog } from './create-update-log-writer.js';
import { claimFanOut, type FanOutClaim, readFanOutClaim } from './fan-out-claim.js';
import { findLinkedLog } from './find-linked-log.js';
import { openUpdateAllocator } from './open-update-allocator.js';
import { readRepositoryFacts } from './read-repository-facts.js';
import type { UpdateLogFacts } from './update-log-input.js';

export interface FanOutContext {
  fanOut: string;
  /** Whether the id was made just now, so that no log can bear it: looking through all of a folder takes its time. */
  isNew: boolean;
  config: JournalingConfig;
  /** A folder of the repository that version and commit are read from. */
  repositoryDirectory: string;
  clock?: (() => number) | undefined;
  fileSystem?: FileSystem | undefined;
  /** Told what went wrong after the log was safely published. */
  onError(error: unknown): void;
}

/** A log, and whether it was there already. */
export type LinkedLog = WrittenUpdateLog & { existed: boolean };

/**
 * One linked log in one repository. The number is claimed, then the fan-out with that number, then the log is published
 * under the one name that follows from it: whoever comes later, or at the same time, finds the log, or the claim and with
 * it the same name.
 */
export async function fanOutToTarget(facts: UpdateLogFacts, context: FanOutContext): Promise<LinkedLog> {
  const { config, fanOut } = context;
  const store = createJournalStore({
    sessionLogsDir: config.sessionLogsDir,
    updateLogsDir: config.updateLogsDir,
    timeZone: config.timezone,
    ...(context.fileSystem === undefined ? {} : { fileSystem: context.fileSystem }),
    ...(config.fileMode === undefined ? {} : { fileMode: config.fileMode }),
  });
  const linked = context.isNew ? undefined : await findLinkedLog(store, fanOut);
  if (linked !== undefined) return { ...linked, existed: true };
  const { async: fileSystem } = context.fileSystem ?? nodeFileSystem;
  const claim = await runProgram(readFanOutClaim(config.updateLogsDir, fanOut), fileSystem);
  if (claim !== undefined) return publishClaimed(claim, facts, { context, store });
  return claimAndPublish(facts, { context, store });
}

interface Tools {
  context: FanOutContext;
  store: JournalStore;
}

async function claimAndPublish(facts: UpdateLogFacts, tools: Tools): Promise<LinkedLog> {
  const { config, fanOut, onError, ...options } = tools.context;
  const { async: fileSystem } = options.fileSystem ?? nodeFileSystem;
  const allocator = openUpdateAllocator(config, options);
  try {
    const number = await allocator.allocate(
      seriesOf(facts),
      facts.now === undefined ? {} : { now: facts.now },
    );
    const claim: FanOutClaim = {
      fanOut,
      id: number.id,
      number: number.number,
      uid: number.uid,
      claimedAt: number.claimedAt,
      slug: slugify(slugTextOf(facts), { maxLength: MAX_CLAIMED_SLUG }),
      timeZone: config.timezone,
    };
    let isOurs: boolean;
    try {
      isOurs = await runProgram(claimFanOut(config.updateLogsDir, claim, config.fileMode), fileSystem);
    } catch (error) {
      await number.abandon(errorText(error)).catch(onError);
      throw error;
    }
    if (!isOurs) {
      await number.abandon(`another process writes the log of fan-out ${fanOut}`).catch(onError);
      const theirs = await runProgram(readFanOutClaim(config.updateLogsDir, fanOut), fileSystem);
      return await publishClaimed(theirs ?? claim, facts, tools);
    }
    const published = await publishClaimed(claim, facts, tools);
    // The log is there and its number is taken by the claim: what fails now is only bookkeeping.
    await number.complete(published.fileName).catch(onError);
    return published;
  } finally {
    await allocator.close().catch(onError);
  }
}

async function publishClaimed(
  claim: FanOutClaim,
  facts: UpdateLogFacts,
  { context, store }: Tools,
): Promise<LinkedLog> {
  const { config, fanOut } = context;
  const log = buildUpdateLog(facts, {
    ...claim,
    dialect: config.dialect,
    author: config.author,
    ...(await readRepositoryFacts(facts, context.repositoryDirectory, config)),
    properties: { [FAN_OUT_KEY]: fanOut },
  });
  try {
    const { path, fileName } = await store.publishUpdateLog(log, {
      slug: claim.slug,
      dialect: config.dialect,
    });
    return { id: claim.id, number: claim.number, path, fileName, existed: false };
  } catch (error) {
    if (!isTaken(error)) throw error;
    // By whoever had the same claim, at this moment.
    const { date } = zonedTime(claim.claimedAt, claim.timeZone);
    const fileName = updateLogFileName({ id: claim.id, date, slug: claim.slug });
    const linked = await findLinkedLog(store, fanOut);
    if (linked?.path !== join(config.updateLogsDir, fileName)) throw error;
    return { ...linked, existed: true };
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof JournalStoreError && error.code === 'JOURNAL_STORE_NAME_TAKEN';
}
