import type { Allowed } from './check-policy.js';
import type { NameCache } from './names/name-cache.js';
import { Replacements } from './replacements.js';
import type { SecretFinder } from './text/find-secrets.js';
import { JsonRedactor } from './text/json-redactor.js';
import { PlainRedactor } from './text/plain-redactor.js';
import { TextStream } from './text/text-stream.js';
import type { Redactor } from './types.js';
import { ValueSuspicion } from './values/value-suspicion.js';

/** What is searched for, which is a table of many rules. */
export interface Search {
  names: NameCache;
  finder: SecretFinder;
}

/** A redactor that replaces what a search finds, except for what is let through. */
export function redactorOf({ names, finder }: Search, allow: Allowed): Redactor {
  const replacements = new Replacements();
  const plain = new PlainRedactor(finder, replacements, allow);
  const json = new JsonRedactor({ finder, names, plain, replacements });
  const suspicion = new ValueSuspicion(finder);
  const redactText = (text: string): string => json.redactText(text);
  return {
    redact: <T>(value: T): T => (suspicion.isSuspicious(value) ? (json.values.redact(value) as T) : value),
    mayHaveSecrets: (value) => suspicion.isSuspicious(value),
    quoteHarmless: (text) => suspicion.quoteHarmless(text),
    redactText,
    redactJson: (text) => json.redactJson(text),
    openStream: () => new TextStream(finder, redactText),
    counts: replacements.counts,
  };
}
