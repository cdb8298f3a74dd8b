import { formatId } from '@opta/journal-ids';
import { LAST_NUMBERS_FILE } from '../constants.js';
import { quote, quoteList } from '../errors.js';
import type { Finding, FindingCode, FindingFacts, FindingOf } from '../finding.js';
import { splitName } from '../folders/numbered-log.js';
import type { PlanRepairOptions, RepairPlan, RepairStep, StepOf, Unresolved } from './repair-plan.js';

/** Steps in this order: what was begun, what is in the way, numbers, and what depends on them. */
const ORDER: readonly RepairStep['action'][] = [
  'finish-original',
  'move-aside',
  'renumber',
  'rewrite-id',
  'merge-last-numbers',
  'heal-last-numbers',
  'recover',
  'remove-temporary-files',
  'rewrite-citations',
];

/**
 * Decides what would mend the findings, without touching anything.
 *
 * @param findings - What `diagnose` found, all of it or a part.
 * @param options - Whether citations are rewritten.
 * @returns The steps and what is left to a person. Findings that nothing can mend (a gap, damaged bytes) are in
 *   neither: their `fix` says all there is to say.
 */
export function planRepair(findings: readonly Finding[], options: PlanRepairOptions = {}): RepairPlan {
  const plan: RepairPlan = { steps: [], unresolved: [] };
  const unreadable = new Set(
    findings.filter(({ code }) => code === 'frontmatter-unreadable').flatMap(({ files }) => files),
  );
  for (const finding of findings) planFinding(plan, finding, unreadable);
  planRecovery(plan, findings);
  const isHealNeeded = plan.steps.some(({ action }) => action === 'renumber');
  addOnce(
    plan,
    findings,
    ['last-numbers-behind', 'last-numbers-conflict', 'last-numbers-damaged'],
    healStep,
    isHealNeeded,
  );
  if (options.rewriteCitations === true) plan.steps.push(citationsStep());
  const renumbered = new Set(plan.steps.flatMap((step) => (step.action === 'renumber' ? step.fileName : [])));
  plan.steps = plan.steps
    // A renumbered log gets its id with the new number.
    .filter((step) => step.action !== 'rewrite-id' || !renumbered.has(step.fileName))
    .sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action));
  return plan;
}

function planFinding(plan: RepairPlan, finding: Finding, unreadable: ReadonlySet<string>): void {
  switch (finding.code) {
    case 'duplicate-number':
      planDuplicate(plan, finding, unreadable);
      return;
    case 'conflict-copy':
      planCopy(plan, finding);
      return;
    case 'id-differs':
      planId(plan, finding);
      return;
    case 'session-logs-duplicate':
      planSessionLogs(plan, finding);
      return;
    case 'original-left':
      for (const fileName of finding.files) {
        const message = `Finish the interrupted repair of ${quote(fileName)}, if its new version is there or decided.`;
        plan.steps.push({ action: 'finish-original', fileName, message });
      }
      return;
    case 'temporary-files-left': {
      const { folder, count } = finding.facts;
      const message = `Remove ${count} temporary ${count === 1 ? 'file' : 'files'} that a crash left.`;
      plan.steps.push({ action: 'remove-temporary-files', folder, message });
    }
  }
}

function planDuplicate(
  plan: RepairPlan,
  finding: FindingOf<'duplicate-number'>,
  unreadable: ReadonlySet<string>,
): void {
  const { number, series, claimants, expectedIds } = finding.facts;
  const [keeper, ...others] = claimants;
  if (keeper === undefined) return;
  for (const [index, { fileName, archived }] of others.entries()) {
    const reason =
      series === undefined
        ? `no series has number ${number}`
        : archived !== undefined
          ? 'archived logs are not changed'
          : unreadable.has(fileName)
            ? 'its frontmatter cannot be read'
            : undefined;
    if (reason !== undefined || series === undefined) {
      plan.unresolved.push(unresolved(finding.code, [fileName], reason ?? ''));
      continue;
    }
    const isKeeperArchived = keeper.archived !== undefined;
    const keeps = { keeps: keeper.fileName, isKeeperArchived };
    plan.steps.push(renumberStep(fileName, { ...splitName(fileName), series, ...keeps }, expectedIds[index]));
  }
}

function planCopy(plan: RepairPlan, finding: FindingOf<'conflict-copy'>): void {
  const { folder, original, isSame, series, id, expectedId } = finding.facts;
  const [fileName = ''] = finding.files;
  if (folder === 'updates' && original === LAST_NUMBERS_FILE && isSame !== true) {
    plan.steps.push(mergeStep(fileName));
  } else if (isSame === undefined) {
    plan.unresolved.push(
      unresolved(finding.code, [fileName], 'its original is gone; rename it or remove it'),
    );
  } else if (isSame) {
    plan.steps.push(moveStep(folder, fileName, original));
  } else if (series === undefined || id === undefined) {
    plan.unresolved.push(unresolved(finding.code, finding.files, 'both versions are kept; compare them'));
  } else {
    const { rest } = splitName(original);
    const about = { id, rest, series, keeps: original, isKeeperArchived: false };
    plan.steps.push(renumberStep(fileName, about, expectedId));
  }
}

function planId(
  plan: RepairPlan,
  { files, facts: { nameId, frontmatterId } }: FindingOf<'id-differs'>,
): void {
  for (const fileName of files) {
    const message = `Write id ${nameId} into the frontmatter of ${quote(fileName)}, and ${frontmatterId} into its aliases.`;
    plan.steps.push({ action: 'rewrite-id', fileName, id: nameId, message });
  }
}

function planSessionLogs(plan: RepairPlan, finding: FindingOf<'session-logs-duplicate'>): void {
  const [first = '', ...others] = finding.files;
  if (finding.facts.isSame) plan.steps.push(...others.map((other) => moveStep('sessions', other, first)));
  else
    plan.unresolved.push(unresolved(finding.code, finding.files, 'they differ; compare them and keep one'));
}

/** Of the others, running ones and those of other machines need nobody. */
const WHY_LEFT: Readonly<Partial<Record<FindingFacts['event-log-without-session-log']['recovery'], string>>> =
  {
    'heard-lately': 'it was heard of lately; repair again later',
    'other-device': 'nothing says whether its program runs',
    'grown-lately': 'nothing says whether its program runs',
    failed: 'it cannot be recovered as it is',
  };

function planRecovery(plan: RepairPlan, findings: readonly Finding[]): void {
  const due: string[] = [];
  for (const { code, files, facts } of findings) {
    if (code !== 'event-log-without-session-log') continue;
    const reason = WHY_LEFT[facts.recovery];
    if (facts.recovery === 'due') due.push(...files);
    else if (reason !== undefined) plan.unresolved.push(unresolved(code, files, reason));
  }
  if (due.length > 0) plan.steps.push(recoverStep(due));
}

function renumberStep(
  fileName: string,
  about: Omit<StepOf<'renumber'>, 'action' | 'fileName' | 'message' | 'expectedId'>,
  expectedId: string | undefined,
): RepairStep {
  const next = expectedId === undefined ? '' : `, probably ${expectedId}`;
  return {
    action: 'renumber',
    fileName,
    ...about,
    ...(expectedId === undefined ? {} : { expectedId }),
    message: `Give ${quote(fileName)} the next number of ${about.series}${next}, with ${formatId(Number(about.id))} as an alias; ${quote(about.keeps)} keeps the number.`,
  };
}

function moveStep(folder: StepOf<'move-aside'>['folder'], fileName: string, sameAs: string): RepairStep {
  const message = `Move ${quote(fileName)} aside; it has the same bytes as ${quote(sameAs)}.`;
  return { action: 'move-aside', folder, fileName, sameAs, message };
}

function mergeStep(fileName: string): RepairStep {
  const message = `Let ${LAST_NUMBERS_FILE} take the higher number of each series from ${quote(fileName)}, and move that aside.`;
  return { action: 'merge-last-numbers', fileName, message };
}

function recoverStep(eventLogs: string[]): RepairStep {
  return {
    action: 'recover',
    eventLogs,
    message: `Recover the sessions without a session log: ${quoteList(eventLogs)}.`,
  };
}

function healStep(): RepairStep {
  return { action: 'heal-last-numbers', message: `Bring ${LAST_NUMBERS_FILE} up to date.` };
}

function citationsStep(): RepairStep {
  return {
    action: 'rewrite-citations',
    message: 'Rewrite the file names of renumbered logs where other logs of the folder cite them.',
  };
}

/** One step for all findings of some codes. */
function addOnce(
  plan: RepairPlan,
  findings: readonly Finding[],
  codes: readonly FindingCode[],
  create: (files: string[]) => RepairStep,
  isNeeded = false,
): void {
  const found = findings.filter(({ code }) => codes.includes(code));
  if (found.length > 0 || isNeeded) plan.steps.push(create(found.flatMap(({ files }) => files)));
}

function unresolved(code: FindingCode, files: string[], reason: string): Unresolved {
  return { code, files, reason };
}
