import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from './constants.js';
import { createProgram } from './program/create-program.js';
import { describeFailure } from './program/describe-failure.js';
import { describeParseError } from './program/describe-parse-error.js';
import { QuestionCancelled } from './terminal/question-cancelled.js';
import { Terminal, type TerminalOptions } from './terminal/terminal.js';

export interface RunCliOptions extends TerminalOptions {
  /** Without the names of Node and of the script. */
  argv: readonly string[];
  /** Working folder; absolute. */
  cwd: string;
}

/**
 * Runs one command of `opta-journal`. Data goes to `stdout`, talk to `stderr`; the process is left alone.
 *
 * @returns the exit code: 0 done, 1 findings or nothing found, 2 wrong usage or a failure
 * @example
 * ```ts
 * const { stdin, stdout, stderr, env } = process;
 * const exitCode = await runCli({ argv: ['sessions', '-n', '5'], cwd: '/srv/lmx', stdin, stdout, stderr, env });
 * ```
 */
export async function runCli({ argv, cwd, ...streams }: RunCliOptions): Promise<ExitCode> {
  const terminal = new Terminal(streams);
  let exitCode: ExitCode = EXIT.ok;
  const onEnd = (code: ExitCode): void => {
    exitCode = code;
  };
  let help: string | undefined;
  const onHelpInstead = (text: string): void => {
    help = (help ?? '') + text;
  };
  const program = createProgram({ terminal, cwd, onHelpInstead, onEnd });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (isClosedPipe(error)) return EXIT.ok;
    if (error instanceof QuestionCancelled) return EXIT.interrupted;
    if (!(error instanceof CommanderError)) {
      await describeFailure(terminal, error, program.opts().json === true);
      return EXIT.failure;
    }
    // Help and the version were asked for.
    if (error.exitCode === 0) return EXIT.ok;
    const isJson = isJsonAskedFor(argv);
    if (help === undefined || isJson) await describeFailure(terminal, describeParseError(error), isJson);
    else await terminal.complain(help.trimEnd());
    return EXIT.failure;
  } finally {
    await terminal.close();
  }
}

/** By the words themselves: what is parsed ends where the error is. */
function isJsonAskedFor(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? argv.length : end).includes('--json');
}

/** Whoever reads has seen enough: `opta-journal updates | head`. */
function isClosedPipe(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
