import { MAX_MESSAGE_LENGTH } from '../constants.js';
import { cleanText } from '../fold/clean-text.js';
import { formatCount } from './numbers.js';
import type { ReportContext } from './report-context.js';

/** How a session ended, in words. */
export interface EndDescription {
  /** For the table of status changes. */
  state: string;
  /** For the summary. */
  sentence: string;
  /** Whether somebody should look into it. */
  alarming: boolean;
}

export function describeEnd(context: ReportContext): EndDescription {
  const { status } = context.end;
  const reason = reasonOf(context);
  const because = reason === undefined ? '.' : `: ${reason}`;
  const inBrackets = reason === undefined ? '' : ` (${reason})`;
  switch (status) {
    case 'running':
      return calm('running', 'Still running: this is a preview, not the final log.');
    case 'clean':
      return calm('shutdown', reason === undefined ? 'Ended cleanly.' : `Ended cleanly: ${reason}`);
    case 'signal':
      return calm(`shutdown${inBrackets}`, `Stopped by ${reason ?? 'a signal'}.`);
    case 'error':
      return alarm('crashed', `Ended by an uncaught error${because}`);
    case 'exit':
      return alarm(`exited${inBrackets}`, `The process exited before the session was finished${because}`);
    case 'killed':
      return alarm('killed', `Killed without a chance to finish${because} ${knownUpTo(context)}`);
    case 'oom':
      return alarm('killed (out of memory)', `Killed because memory ran out${because} ${knownUpTo(context)}`);
    case 'power':
      return alarm(
        'lost power',
        `Ended by a power cut or a crash of the system${because} ${knownUpTo(context)}`,
      );
    case 'unknown':
      return alarm('unknown', `How it ended is not known${because} ${knownUpTo(context)}`);
    default:
      return alarm(
        cleanText(status, MAX_MESSAGE_LENGTH),
        `Ended: ${cleanText(status, MAX_MESSAGE_LENGTH)}${inBrackets}.`,
      );
  }
}

function calm(state: string, sentence: string): EndDescription {
  return { state, sentence, alarming: false };
}

function alarm(state: string, sentence: string): EndDescription {
  return { state, sentence, alarming: true };
}

function reasonOf({ end }: ReportContext): string | undefined {
  const reason = end.reason === undefined ? '' : cleanText(end.reason, MAX_MESSAGE_LENGTH);
  return reason === '' ? undefined : reason;
}

function knownUpTo({ state, clock }: ReportContext): string {
  if (state.last === undefined) return 'No event is known.';
  const sequence = state.last.seq === undefined ? '' : ` (sequence ${formatCount(state.last.seq)})`;
  return `Known up to ${clock(state.last.time)}${sequence}; what came after is not known.`;
}
