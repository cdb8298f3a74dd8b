import { type Command, Option } from 'commander';
import type { StartCommand } from '../../program/start-command.js';
import type { DoctorCommandOptions } from './doctor-options.js';

export function addDoctor(program: Command, start: StartCommand): void {
  program
    .command('doctor')
    .summary('find what is wrong with the logs, and mend it')
    .description(
      'Look through both log folders for what is not as it should be: numbers that two logs bear, copies of sync ' +
        'tools, damaged lines, sessions without a log, unreadable frontmatter. Nothing is changed without --fix. With ' +
        '--against, only numbers are looked at: those of the merged tree, so that a number that two branches have ' +
        'taken is found before they are merged.',
    )
    .option('--fix', 'show what would be mended, and mend it if you agree')
    .option('-y, --yes', 'with --fix: agree without being asked')
    .option('--dry-run', 'with --fix: only show what would be done')
    .option('--rewrite-citations', 'with --fix: let other logs cite renumbered ones by their new names')
    .option(
      '--against <commit...>',
      'numbers as they would be after a merge of HEAD with these, such as origin/main',
    )
    .option('--staged', 'numbers as the next commit would have them, in the place of HEAD: for hooks')
    .addOption(
      new Option('--level <severity>', 'show only what is so bad or worse').choices([
        'error',
        'warning',
        'info',
      ]),
    )
    .addOption(new Option('--format <format>', 'how findings are printed').choices(['text', 'github']))
    .option('--print-hook', 'print a pre-commit hook for git')
    .option('--print-workflow', 'print a workflow for GitHub Actions')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal doctor
  opta-journal doctor --fix
  git fetch && opta-journal doctor --against origin/main
  opta-journal doctor --format github --level error
  opta-journal doctor --print-hook > .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit

Exit code 1 means that errors or warnings are left. Of what is only information, nothing needs to be done: it counts
with --level info alone.`,
    )
    .action((options: DoctorCommandOptions) =>
      start(async (context) => (await import('./run-doctor.js')).runDoctor(context, options)),
    );
}
