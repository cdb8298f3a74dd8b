import {
  MAX_EXCERPT_CHARACTERS,
  MAX_FOUND_MESSAGES,
  MAX_NEXT_STEP_CHARACTERS,
  MAX_SEARCHED_CHARACTERS,
} from '../constants.js';
import type { ChatMessage } from './chat-input.js';
import { messageText } from './message-text.js';

/** What makes an answer speak of a decision, and a message of an issue. Source: the Opta CLI's session logs. */
const DECISION = /\b(?:decision|decided|choose|selected|plan|approach)\b/i;
const ISSUE = /\b(?:error|failed|failure|exception|timeout|denied|invalid)\b/i;

const NOTHING_SAID = 'Continue from the latest session context.';

export interface Findings {
  decisions: string[];
  issues: string[];
  nextSteps: string[];
}

/**
 * What a chat's messages tell by themselves, in short excerpts, as the Opta CLI finds it.
 *
 * @param redactText applied before a text is cut: half a secret is no longer known as one
 */
export function findInMessages(
  messages: readonly ChatMessage[],
  redactText: (text: string) => string,
): Findings {
  const answers = messages.filter(({ role }) => role === 'assistant');
  const excerpt = (text: string, maxCharacters: number): string =>
    cut(oneLine(redactText(text.slice(0, MAX_SEARCHED_CHARACTERS))), maxCharacters);
  const speakingOf = (subject: RegExp, among: readonly ChatMessage[]): string[] => {
    const found: string[] = [];
    for (const message of among) {
      if (found.length === MAX_FOUND_MESSAGES) break;
      const text = messageText(message);
      if (subject.test(text)) found.push(excerpt(text, MAX_EXCERPT_CHARACTERS));
    }
    return found;
  };
  const last = answers.at(-1);
  const lastText = last === undefined ? '' : messageText(last);
  const lastLine = excerpt(lastText, MAX_SEARCHED_CHARACTERS);
  return {
    decisions: speakingOf(DECISION, answers),
    issues: speakingOf(ISSUE, messages),
    nextSteps: [lastLine === '' ? NOTHING_SAID : cut(firstSentence(lastLine), MAX_NEXT_STEP_CHARACTERS)],
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function firstSentence(line: string): string {
  return /^.*?[.!?](?= )/.exec(line)?.[0] ?? line;
}

/** At most so many characters, and never half of one. */
function cut(text: string, maxCharacters: number): string {
  return text.slice(0, maxCharacters).replace(/[\ud800-\udbff]$/, '');
}
