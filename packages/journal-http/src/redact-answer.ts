import { createRedactor, type RedactionPolicy } from '@opta/journal-redact';

/** Takes secrets out of what is read: logs of other programs, and older ones, were written with them. */
export interface AnswerRedaction {
  /** The text of a log; an event log line by line. */
  text(text: string, fileName: string): string;
  value<T>(value: T): T;
  /** For an answer that is made bit by bit. */
  open(): <T>(value: T) => T;
}

/**
 * Each answer gets ordinals of its own, so that the same file gives the same text every time.
 *
 * @throws {JOURNAL_REDACT_POLICY_INVALID} when the policy has mistakes
 */
export function createAnswerRedaction(policy: RedactionPolicy | undefined): AnswerRedaction {
  createRedactor(policy);
  return {
    text(text, fileName) {
      const { redactText } = createRedactor(policy);
      return fileName.includes('.jsonl') ? text.replace(/[^\r\n]+/g, redactText) : redactText(text);
    },
    value: (value) => createRedactor(policy).redact(value),
    open: () => createRedactor(policy).redact,
  };
}
