import {
  applyRepair,
  diagnose,
  type Finding,
  planRepair,
  type RepairPlan,
  type RepairReport,
} from '@opta/journal-doctor';
import type { CommandContext } from '../../command-context.js';
import type { ExitCode } from '../../constants.js';
import { doctorOptionsOf } from '../../place/doctor-options-of.js';
import type { JournalPlace } from '../../place/journal-place.js';
import { agreeToPlan } from '../../terminal/agree-to-plan.js';
import { printSome } from '../../terminal/print-some.js';
import type { Terminal } from '../../terminal/terminal.js';
import { visibleText } from '../../terminal/visible-text.js';
import { countFindings, describeCounts, exitCodeOf, isAtLeast } from './count-findings.js';
import { describeFinding, findingToJson } from './described-finding.js';
import type { DoctorCommandOptions } from './doctor-options.js';
import { printFindings } from './print-findings.js';

/** Shows what would be mended, and mends it with consent. */
export async function fixFindings(
  context: CommandContext,
  place: JournalPlace,
  options: DoctorCommandOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  const about = doctorOptionsOf(place);
  const findings = await diagnose(about);
  const plan = planRepair(findings, { rewriteCitations: options.rewriteCitations === true });
  // Citations alone are none to rewrite.
  const isNothing = !plan.steps.some(({ action }) => action !== 'rewrite-citations');
  const tellJson = (report: RepairReport | null, left: readonly Finding[]): Promise<void> =>
    terminal.printJson('doctor-fix', {
      findings: findings.map((finding) => findingToJson(describeFinding(place.store, finding))),
      plan,
      report,
      left: left.map((finding) => findingToJson(describeFinding(place.store, finding))),
    });
  if (!context.isJson) await printPlan(terminal, plan);
  const isAgreed =
    !isNothing &&
    (await agreeToPlan(context, {
      ...options,
      message: `Do ${plan.steps.length === 1 ? 'this' : `these ${plan.steps.length} steps`}?`,
      tellJson: () => tellJson(null, findings),
    }));
  if (!isAgreed) {
    if (isNothing && context.isJson) await tellJson(null, findings);
    else if (isNothing) await terminal.say('There is nothing that --fix mends.');
    return isNothing ? tellLeft(context, place, findings, options) : exitCodeOf(findings, options.level);
  }
  const report = await applyRepair(plan, about);
  const left = await diagnose(about);
  if (context.isJson) await tellJson(report, left);
  else await printReport(terminal, report);
  return tellLeft(context, place, left, options);
}

async function printPlan(terminal: Terminal, { steps, unresolved }: RepairPlan): Promise<void> {
  if (steps.length > 0) await terminal.print('Plan:');
  await printSome(terminal, steps, ({ message }) => `  ${visibleText(message)}`);
  if (unresolved.length > 0) await terminal.print('Left to you:');
  await printSome(
    terminal,
    unresolved,
    ({ code, files, reason }) => `  ${code}: ${visibleText(files.join(', '))}: ${visibleText(reason)}.`,
  );
}

async function printReport(terminal: Terminal, { done, failed }: RepairReport): Promise<void> {
  for (const { step, outcome, files } of done) {
    const word = terminal.style('green', outcome === 'done' ? 'done' : 'not needed any more');
    const made = files.length === 0 ? '' : ` → ${visibleText(files.join(', '))}`;
    await terminal.print(`${word}: ${visibleText(step.message)}${made}`);
  }
  for (const { step, error } of failed) {
    await terminal.print(`${terminal.style('red', 'failed')}: ${visibleText(step.message)}`);
    await terminal.print(`  ${visibleText(error.message)} (${error.code})`);
  }
  if (done.some(({ step }) => step.action === 'renumber')) {
    await terminal.say('Citations of the old numbers find the logs as before. Commit what has changed.');
  }
}

async function tellLeft(
  { terminal, isJson, cwd }: CommandContext,
  { store }: JournalPlace,
  left: readonly Finding[],
  options: DoctorCommandOptions,
): Promise<ExitCode> {
  const shown = left.filter(({ severity }) => isAtLeast(severity, options.level ?? 'warning'));
  if (!isJson && shown.length > 0) {
    await terminal.print('Still there:');
    await printFindings(
      terminal,
      shown.map((finding) => describeFinding(store, finding)),
      cwd,
    );
    await terminal.print(`${describeCounts(countFindings(shown))}.`);
  } else if (!isJson) await terminal.say('Nothing that needs mending is left.');
  return exitCodeOf(left, options.level);
}
