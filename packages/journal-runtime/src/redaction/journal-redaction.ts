import { createRedactor, type RedactedStream } from '@opta/journal-redact';
import { toJsonText } from '@opta/journal-store';
import type { JournalingConfig } from '../config/journaling-config.js';
import { MAX_REMEMBERED_TYPES } from '../constants.js';
import { JournalRuntimeError } from '../errors.js';
import { CONTENT_FIELDS } from './content-fields.js';

/**
 * Takes secrets out of everything that one journal writes, sends or says. Nothing of it throws: what cannot be
 * redacted is replaced as a whole.
 */
export interface JournalRedaction {
  redact<T>(value: T): T;
  redactText(text: string): string;
  redactJson(json: string): string;
  /** A text as a JSON string, if it certainly has no secret; see `Redactor`. This one may throw. */
  quoteHarmless(text: string): string | undefined;
  /** The same for the type of an event, of which there are few. */
  redactType(type: string): string;
  /** For a text that comes in pieces. */
  openStream(): RedactedStream;
  /** How many secrets were replaced, by kind; `failed` is what was replaced because nobody knows what is in it. */
  readonly counts: Readonly<Record<string, number>>;
}

const UNREDACTABLE_TEXT = '[redacted:failed]';
const UNREDACTABLE_DATA = { journal_redaction_failed: true };
const UNREDACTABLE_JSON = JSON.stringify(UNREDACTABLE_DATA);

/** @param report - told every failure; never throws */
export function createJournalRedaction(
  config: JournalingConfig,
  report: (error: unknown) => void,
): JournalRedaction {
  const redactor = createRedactor({
    ...config.redaction,
    omit: config.journalContent ? [] : CONTENT_FIELDS,
  });
  const types = new Map<string, string>();
  let failed = 0;

  function guarded<T>(redact: () => T, instead: T): T {
    try {
      return redact();
    } catch (cause) {
      failed += 1;
      report(redactionFailed(cause));
      return instead;
    }
  }

  const redactText = (text: string): string => guarded(() => redactor.redactText(text), UNREDACTABLE_TEXT);

  return {
    redact: <T>(value: T): T => guarded(() => redactor.redact(value), UNREDACTABLE_DATA as T),
    redactText,
    quoteHarmless: redactor.quoteHarmless,
    redactJson: (json) =>
      guarded(() => {
        const redacted = redactor.redactJson(json);
        return redacted === json ? json : withinBounds(redacted);
      }, UNREDACTABLE_JSON),
    redactType(type) {
      const known = types.get(type);
      if (known !== undefined) return known;
      if (types.size >= MAX_REMEMBERED_TYPES) types.clear();
      const redacted = redactText(type);
      types.set(type, redacted);
      return redacted;
    },
    openStream() {
      const stream = redactor.openStream();
      return {
        push: (piece) => guarded(() => stream.push(piece), UNREDACTABLE_TEXT),
        end: () => guarded(() => stream.end(), UNREDACTABLE_TEXT),
      };
    },
    get counts() {
      return failed === 0 ? redactor.counts : { ...redactor.counts, failed };
    },
  };
}

/** A replacement can be longer than what it replaces. */
function withinBounds(json: string): string {
  const encoded = toJsonText(JSON.parse(json));
  return encoded.ok ? encoded.json : UNREDACTABLE_JSON;
}

function redactionFailed(cause: unknown): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_REDACTION_FAILED',
    'Something could not be searched for secrets, so that nothing of it was written; that it was there is recorded.',
    {},
    { cause },
  );
}
