import type { Severity } from '@opta/journal-doctor';
import { usageError } from '../../errors.js';

export interface DoctorCommandOptions {
  fix?: boolean;
  yes?: boolean;
  dryRun?: boolean;
  rewriteCitations?: boolean;
  against?: string[];
  staged?: boolean;
  level?: Severity;
  format?: 'text' | 'github';
  printHook?: boolean;
  printWorkflow?: boolean;
}

/** @throws {JOURNAL_CLI_USAGE} where options exclude each other, or one says something of another that is missing */
export function checkDoctorOptions(options: DoctorCommandOptions, isJson: boolean): void {
  const { fix, yes, dryRun, rewriteCitations, against, staged, format, printHook, printWorkflow } = options;
  const isMerge = against !== undefined || staged === true;
  if (fix && isMerge) {
    throw usageError(
      '--fix mends what is on the disk, --against and --staged ask what a commit would have. Merge first, keep both logs, then run `opta-journal doctor --fix`.',
    );
  }
  if (!fix && (yes || dryRun || rewriteCitations)) {
    throw usageError('--yes, --dry-run and --rewrite-citations say how --fix is done. Add --fix.');
  }
  if (yes && dryRun) throw usageError('--yes and --dry-run exclude each other. Give one of them.');
  if (fix && format === 'github') {
    throw usageError('--format github tells findings, and --fix mends them. Give one of them.');
  }
  if (isJson && format !== undefined)
    throw usageError('--json and --format exclude each other. Give one of them.');
  if (printHook && printWorkflow) {
    throw usageError('--print-hook and --print-workflow exclude each other. Give one of them.');
  }
}
