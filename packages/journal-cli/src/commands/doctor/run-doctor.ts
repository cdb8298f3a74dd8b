import { readFile } from 'node:fs/promises';
import { diagnose } from '@opta/journal-doctor';
import { findRepositoryRoot } from '@opta/journal-git';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { doctorOptionsOf } from '../../place/doctor-options-of.js';
import { countFindings, describeCounts, exitCodeOf, isAtLeast } from './count-findings.js';
import { type DescribedFinding, describeFinding, findingToJson } from './described-finding.js';
import { checkDoctorOptions, type DoctorCommandOptions } from './doctor-options.js';
import { findInMerge } from './find-in-merge.js';
import { fixFindings } from './fix-findings.js';
import { printAnnotations } from './print-annotations.js';
import { printFindings } from './print-findings.js';

/** Finds what is wrong with the logs, and mends it if that is wanted. */
export async function runDoctor(context: CommandContext, options: DoctorCommandOptions): Promise<ExitCode> {
  checkDoctorOptions(options, context.isJson);
  if (options.printHook) return printTemplate(context, 'pre-commit.sh');
  if (options.printWorkflow) return printTemplate(context, 'github-workflow.yml');
  const place = await context.place();
  if (options.fix) return fixFindings(context, place, options);
  const isMerge = options.against !== undefined || options.staged === true;
  const findings = isMerge
    ? await findInMerge(context, place, options)
    : await diagnose(doctorOptionsOf(place));
  const { level = 'info' } = options;
  const shown = findings.filter(({ severity }) => isAtLeast(severity, level));
  await tellFindings(
    context,
    shown.map((finding) => describeFinding(place.store, finding)),
    options,
  );
  return exitCodeOf(findings, options.level);
}

async function tellFindings(
  context: CommandContext,
  findings: readonly DescribedFinding[],
  { format }: DoctorCommandOptions,
): Promise<void> {
  const { terminal, cwd } = context;
  const counts = countFindings(findings.map(({ finding }) => finding));
  if (context.isJson) {
    await terminal.printJson('doctor', { findings: findings.map(findingToJson), counts });
    return;
  }
  if (format === 'github') {
    await printAnnotations(terminal, findings, (await findRepositoryRoot(cwd)) ?? cwd);
  } else {
    terminal.page();
    await printFindings(terminal, findings, cwd);
  }
  if (findings.length === 0) await terminal.say('Nothing was found.');
  else if (format === 'github') await terminal.say(`${describeCounts(counts)}.`);
  else await terminal.print(`${describeCounts(counts)}.`);
}

async function printTemplate({ terminal }: CommandContext, name: string): Promise<ExitCode> {
  await terminal.printRaw(await readFile(new URL(`../templates/${name}`, import.meta.url), 'utf8'));
  return EXIT.ok;
}
