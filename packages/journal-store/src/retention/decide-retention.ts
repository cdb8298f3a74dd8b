import { MAX_AHEAD_MS, SMALL_NUMBER_OF_FILES } from '../constants.js';
import { countUnknown, isLargeShare } from './large-share.js';
import type { RetentionFacts, UnitFacts } from './retention-facts.js';
import type { RetentionPlan, RetentionReason, RetentionUnit } from './retention-plan.js';
import type { RetentionPolicy } from './retention-policy.js';

const DAY_MS = 86_400_000;

/** Decides what goes. The disk is not touched. */
export function decideRetention(facts: RetentionFacts, policy: RetentionPolicy): RetentionPlan {
  const { now, kept } = facts;
  const mode = policy.mode ?? 'archive';
  const sessions = chooseSessions(facts, policy);
  const updates = choose(facts.updates, limitsOfUpdates(policy), facts);
  const units = [...sessions, ...updates].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const bytes = units.reduce((sum, unit) => sum + sizeOf(unit), 0);
  const total = facts.sessions.length + facts.updates.length;
  const plan: RetentionPlan = { mode, plannedAt: now, units, bytes, total, kept };
  const held = units.length === 0 ? undefined : whyHeld(facts, policy, plan);
  return held === undefined ? plan : { ...plan, held };
}

interface Limits {
  retentionDays?: number | undefined;
  maxCount?: number | undefined;
  maxTotalBytes?: number | undefined;
  minFreeBytes?: number | undefined;
}

function chooseSessions(facts: RetentionFacts, policy: RetentionPolicy): RetentionUnit[] {
  const limits = { ...policy, maxCount: policy.maxSessionLogs };
  if (policy.compat !== 'lmx') return choose(facts.sessions, limits, facts);
  // LMX counts its markdown only; what is JSON lines goes by age.
  const isEventLog = ({ fileName }: UnitFacts): boolean => fileName.endsWith('.jsonl');
  return [
    ...choose(facts.sessions.filter(isEventLog), { retentionDays: policy.retentionDays }, facts),
    ...choose(
      facts.sessions.filter((unit) => !isEventLog(unit)),
      limits,
      facts,
    ),
  ];
}

function limitsOfUpdates({ updateLogs, compat, retentionDays }: RetentionPolicy): Limits {
  if (updateLogs === undefined) return compat === 'lmx' ? { retentionDays } : {};
  return { retentionDays: updateLogs.retentionDays, maxCount: updateLogs.maxUpdateLogs };
}

/** Age first, then the other limits on what is left, always the oldest first. */
function choose(all: readonly UnitFacts[], limits: Limits, facts: RetentionFacts): RetentionUnit[] {
  const oldestFirst = [...all].sort(byTime);
  const { retentionDays, maxCount, maxTotalBytes, minFreeBytes } = limits;
  const ageLimit = retentionDays === undefined ? -Infinity : facts.now - retentionDays * DAY_MS;
  let count = oldestFirst.length;
  let bytes = oldestFirst.reduce((sum, unit) => sum + sizeOf(unit), 0);
  let freeBytes = facts.freeBytes ?? Number.POSITIVE_INFINITY;
  const units: RetentionUnit[] = [];
  for (const unit of oldestFirst) {
    let reason: RetentionReason | undefined;
    if (unit.time < ageLimit) reason = 'age';
    else if (maxCount !== undefined && count > maxCount) reason = 'count';
    else if (maxTotalBytes !== undefined && bytes > maxTotalBytes) reason = 'size';
    else if (minFreeBytes !== undefined && freeBytes < minFreeBytes) reason = 'free-space';
    if (reason === undefined) break;
    const { time: _, ...rest } = unit;
    units.push({ ...rest, reason });
    count -= 1;
    bytes -= sizeOf(unit);
    freeBytes += sizeOf(unit);
  }
  return units;
}

function byTime(a: UnitFacts, b: UnitFacts): number {
  return a.time - b.time || (a.fileName < b.fileName ? -1 : 1);
}

function sizeOf({ files }: { files: readonly { size: number }[] }): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

function whyHeld(
  facts: RetentionFacts,
  policy: RetentionPolicy,
  plan: RetentionPlan,
): RetentionPlan['held'] | undefined {
  if (facts.newestTime > facts.now + MAX_AHEAD_MS) {
    return {
      reason: 'clock-behind',
      message: `The newest log began at ${iso(facts.newestTime)}, and the clock says ${iso(facts.now)}. Set the clock, or move that log away; nothing goes until then.`,
    };
  }
  if (facts.isShared && facts.accepted === undefined) {
    return {
      reason: 'not-accepted',
      message:
        'The folder has logs that this program did not write. Look at the plan and accept it once; nothing goes until then.',
    };
  }
  const unknown = countUnknown(plan, facts);
  if (policy.compat === 'lmx' && unknown <= SMALL_NUMBER_OF_FILES) return undefined;
  if (!isLargeShare(plan, facts)) return undefined;
  return {
    reason: 'large-share',
    message: `By their age ${unknown} of ${plan.total} would go at once, and that was not known a day ago. If the clock (${iso(facts.now)}) is right, apply the plan and they go a day later, or accept it and they go now.`,
  };
}

function iso(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString();
}
