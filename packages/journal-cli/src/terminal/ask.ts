import type { Readable, Writable } from 'node:stream';
import { confirm, isCancel, text } from '@clack/prompts';
import { QuestionCancelled } from './question-cancelled.js';
import type { Terminal } from './terminal.js';
import { visibleText } from './visible-text.js';

export interface TextQuestion {
  message: string;
  /** Stands there already, and can be changed. */
  initial?: string;
  /** Why an answer cannot be used; absent where it can. */
  problemOf?: (answer: string) => string | undefined;
}

/**
 * Asks for a line of text, where `terminal.canAsk`.
 *
 * @returns the answer without spaces around it
 * @throws {QuestionCancelled} when it is answered with Ctrl-C
 */
export async function askText(
  terminal: Terminal,
  { message, initial, problemOf }: TextQuestion,
): Promise<string> {
  const answer = await text({
    ...streamsOf(terminal),
    message,
    ...(initial === undefined ? {} : { initialValue: visibleText(initial) }),
    ...(problemOf === undefined ? {} : { validate: (given) => problemOf((given ?? '').trim()) }),
  });
  if (isCancel(answer)) throw new QuestionCancelled();
  return (answer ?? '').trim();
}

/**
 * Asks for yes or no, where `terminal.canAsk`.
 *
 * @throws {QuestionCancelled} when it is answered with Ctrl-C
 */
export async function askYesOrNo(
  terminal: Terminal,
  { message, initial = false }: { message: string; initial?: boolean },
): Promise<boolean> {
  const answer = await confirm({ ...streamsOf(terminal), message, initialValue: initial });
  if (isCancel(answer)) throw new QuestionCancelled();
  return answer;
}

/** A question is talk: stdout may be a file. */
function streamsOf({ stdin, talk }: Terminal): { input: Readable; output: Writable } {
  return { input: stdin as Readable, output: talk as Writable };
}
