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
  /** What somebody should look into; absent where it ended as it should. */
  nextStep?: string;
}

export function describeEnd(context: ReportContext): EndDescription {
  const { status } = context.end;
  const reason = reasonOf(context);
  const because = reason === undefined ? '.' : `: ${reason}`;
  const inBrackets = reason === undefined ? '' : ` (${reason})`;
  switch (status) {
    case 'running':
      return { state: 'running', sentence: 'Still running: this is a preview, not the final log.' };
    case 'clean':
      return { state: 'shutdown', sentence: `Ended cleanly${because}` };
    case 'signal':
      return { state: `shutdown${inBrackets}`, sentence: `Stopped by ${reason ?? 'a signal'}.` };
    case 'error':
      return {
        state: 'crashed',
        sentence: `Ended by an uncaught error${because}`,
        nextStep: `Find out why the runtime crashed${reason === undefined ? '' : because}`,
      };
    case 'exit':
      return {
        state: `exited${inBrackets}`,
        sentence: `The process exited before the session was finished${because}`,
        nextStep: `Find out why the process exited before the session was finished${inBrackets}`,
      };
    case 'killed':
      return {
        state: 'killed',
        sentence: `Ended without finishing, as a killed process does${inBrackets}. ${knownUpTo(context)}`,
        nextStep: `Find out what ended the runtime${inBrackets}`,
      };
    case 'oom':
      return {
        state: 'killed (out of memory)',
        sentence: `Killed because memory ran out${inBrackets}. ${knownUpTo(context)}`,
        nextStep: `Find out what used up the memory${inBrackets}`,
      };
    case 'power':
      return {
        state: 'not finished before the machine was restarted',
        sentence: `Not finished when the machine was restarted, crashed or lost power${inBrackets}. ${knownUpTo(context)}`,
        nextStep: `Check the machine: it was restarted, crashed or lost power${inBrackets}`,
      };
    case 'unknown':
      return {
        state: 'unknown',
        sentence: `How it ended is not known${inBrackets}. ${knownUpTo(context)}`,
        nextStep: `Find out how the runtime ended${inBrackets}`,
      };
    default:
      return describeOtherEnd(cleanText(status, MAX_MESSAGE_LENGTH), inBrackets);
  }
}

function describeOtherEnd(status: string, inBrackets: string): EndDescription {
  return {
    state: status,
    sentence: `Ended: ${status}${inBrackets}.`,
    nextStep: `Find out why the runtime ended: ${status}${inBrackets}`,
  };
}

function reasonOf({ end }: ReportContext): string | undefined {
  const reason = end.reason === undefined ? '' : cleanText(end.reason, MAX_MESSAGE_LENGTH);
  // `uncaught error: Error: …` says it twice; the name of another class says more.
  const shown = end.status === 'error' ? reason.replace(/^Error: /, '') : reason;
  return shown === '' ? undefined : shown;
}

function knownUpTo(context: ReportContext): string {
  const { state, end, clock } = context;
  const last = end.recovery === undefined ? eventOf(state) : end.recovery.last;
  if (last === undefined) return `No event is known.${lastSeenAlive(context)}`;
  const known = `Known up to ${clock(last.time)}${sequenceOf(last.sequence)}`;
  const seen = lastSeenAlive(context);
  return seen === ''
    ? `${known}; what came after is not known.`
    : `${known}.${seen} What came after is not known.`;
}

function eventOf({ last }: ReportContext['state']): { time: number; sequence?: number } | undefined {
  if (last === undefined) return undefined;
  return { time: last.time, ...(last.seq === undefined ? {} : { sequence: last.seq }) };
}

/** A heartbeat says more than the last record if it came later or had seen more. */
function lastSeenAlive({ end, clock }: ReportContext): string {
  const { heartbeat, last } = end.recovery ?? {};
  if (heartbeat === undefined) return '';
  const knew = last?.sequence ?? 0;
  if (last !== undefined && heartbeat.time <= last.time && heartbeat.sequence <= knew) return '';
  const sequence = heartbeat.sequence > knew ? sequenceOf(heartbeat.sequence) : '';
  return ` Last seen alive at ${clock(heartbeat.time)}${sequence}.`;
}

function sequenceOf(sequence: number | undefined): string {
  return sequence === undefined ? '' : ` (sequence ${formatCount(sequence)})`;
}
