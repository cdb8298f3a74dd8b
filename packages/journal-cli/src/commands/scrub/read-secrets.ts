import type { Readable, Writable } from 'node:stream';
import { isCancel, password } from '@clack/prompts';
import { usageError } from '../../errors.js';
import { QuestionCancelled } from '../../terminal/question-cancelled.js';
import { readStdin } from '../../terminal/read-stdin.js';
import type { Terminal } from '../../terminal/terminal.js';

/** Secrets that come through stdin, in bytes: a keyring of thousands. */
const MAX_STDIN_BYTES = 1_048_576;

/**
 * The secrets that a person types, unseen, or that come through stdin, one a line.
 *
 * @throws {JOURNAL_CLI_USAGE} when there is none
 * @throws {QuestionCancelled} when it is answered with Ctrl-C
 */
export async function readSecrets(terminal: Terminal): Promise<string[]> {
  const text = terminal.stdin.isTTY
    ? await askSecret(terminal)
    : await readStdin(terminal.stdin, MAX_STDIN_BYTES);
  const secrets = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (secrets.length > 0) return secrets;
  throw usageError('There is no secret. Type it when you are asked, or pipe it in, a secret a line.');
}

async function askSecret({ stdin, talk, canAsk }: Terminal): Promise<string> {
  if (!canAsk) throw usageError('Nobody can be asked here. Pipe the secret in, a secret a line.');
  const answer = await password({
    message: 'The secret (it is not shown)',
    mask: '*',
    input: stdin as Readable,
    output: talk as Writable,
  });
  if (isCancel(answer)) throw new QuestionCancelled();
  return answer ?? '';
}
