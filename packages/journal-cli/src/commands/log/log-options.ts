import { InvalidArgumentError } from 'commander';

/** A step as the command line has it, `target:component:step:status:message`. */
export interface LogStep {
  target: string;
  component: string;
  step: string;
  status: 'ok' | 'skip' | 'fail';
  message: string;
}

/** What the command line says of an update. */
export interface LogOptions {
  interactive?: boolean;
  title?: string;
  category?: string;
  versionBefore?: string;
  versionAfter?: string;
  commit?: string;
  author?: string;
  slug?: string;
  series?: string;
  promoted?: boolean;
  step?: LogStep[];
  input?: Record<string, string>;
  fanOut?: string[];
  finish?: string;
}

const STATUSES: readonly string[] = ['ok', 'skip', 'fail'];

/** Why a text is no step; undefined where it is one. */
export function stepProblem(text: string): string | undefined {
  const [target = '', component = '', step = '', status] = text.split(':');
  if (target !== '' && component !== '' && step !== '' && STATUSES.includes(status ?? '')) return undefined;
  return 'Give target:component:step:status:message, where the status is ok, skip or fail; the message may be missing.';
}

export function parseStep(text: string): LogStep {
  const [target = '', component = '', step = '', status = '', ...message] = text.split(':');
  return { target, component, step, status: status as LogStep['status'], message: message.join(':') };
}

/** One more step of the command line. */
export function collectStep(text: string, earlier: readonly LogStep[] = []): LogStep[] {
  const problem = stepProblem(text);
  if (problem !== undefined) throw new InvalidArgumentError(problem);
  return [...earlier, parseStep(text)];
}

/** One more input of the command line. */
export function collectInput(text: string, earlier: Record<string, string> = {}): Record<string, string> {
  const at = text.indexOf('=');
  const name = text.slice(0, at).trim();
  if (at < 0 || name === '') throw new InvalidArgumentError('Give key=value.');
  if (Object.hasOwn(earlier, name)) throw new InvalidArgumentError(`${name} is given twice.`);
  return Object.fromEntries([...Object.entries(earlier), [name, text.slice(at + 1)]]);
}
