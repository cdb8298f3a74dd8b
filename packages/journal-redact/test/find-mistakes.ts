import type { Redactor } from '../src/index.js';
import type { Benign, Secret } from './fixtures/read-fixtures.js';
import type { Placement } from './placements.js';

const FRAGMENT_LENGTH = 12;
const MARK = '[redacted]';
const REPLACEMENT = /\[redacted:[a-z\d-]+(?:#\d+)?\]/g;

/** The secrets that are known where a placement puts them. */
export function suitedFor({ classes, suits = () => true }: Placement, secrets: readonly Secret[]): Secret[] {
  return secrets.filter((secret) => classes.includes(classOf(secret)) && suits(secret.secret));
}

/** What a redactor changes although it is no secret; undefined where it changes nothing. */
export function findChange(redactor: Redactor, { field, value }: Benign): object | undefined {
  const event = { type: 'note', data: { [field]: value } };
  const json = JSON.stringify(event);
  const text = String(value);
  const results = [
    redactor.redact(event) === event,
    redactor.redactJson(json) === json,
    redactor.redactText(json) === json,
    redactor.redactText(text) === text,
  ];
  return results.every((isKept) => isKept) ? undefined : { field, value, results };
}

/** What is still there of the secret, and what is missing beside it, in one line each. */
export function findMistakes(redactor: Redactor, placement: Placement, secret: Secret): string[] {
  const { encode = (text: string) => text, build, buildRedacted = build } = placement;
  const written = encode(secret.secret);
  const field = fieldOf(secret);
  const [text, expectedText] = [inUrl(secret, written), inUrl(secret, MARK)];
  const event = { type: 'note', data: build(text, field), request: 'chatcmpl-1' };
  const expected = { type: 'note', data: buildRedacted(expectedText, field), request: 'chatcmpl-1' };
  const label = secret.class === 'shape' ? secret.kind : secret.class === 'name' ? secret.name : secret.class;

  const outputs = {
    redact: show(redactor.redact(event)),
    ...(placement.isValueOnly ? {} : inJson(redactor, event)),
  };
  return Object.entries(outputs).flatMap(([method, output]) => {
    const left = leftOf([secret.secret, written], output);
    if (left !== undefined) return [`${label} ${method}: left ${left} of ${written} in ${output}`];
    if (method !== 'redactText' && output !== show(expected))
      return [`${label} ${method}: changed to ${output}`];
    return output.includes('chatcmpl-1') ? [] : [`${label} ${method}: too much is gone in ${output}`];
  });
}

/** A secret of several lines stands where keys in PEM form do. */
function classOf(secret: Secret): Secret['class'] {
  return secret.class === 'shape' && secret.secret.includes('\n') ? 'pem' : secret.class;
}

function inJson(redactor: Redactor, event: unknown): Record<string, string> {
  const json = JSON.stringify(event);
  return {
    redactJson: redactor.redactJson(json).replace(REPLACEMENT, MARK),
    redactText: redactor.redactText(json).replace(REPLACEMENT, MARK),
  };
}

function inUrl(secret: Secret, text: string): string {
  return secret.class === 'url' ? `${secret.before}${text}${secret.after}` : text;
}

function fieldOf(secret: Secret): string {
  if (secret.class === 'name') return secret.name;
  return secret.class === 'pem' ? 'private_key' : 'hub_token';
}

function show(value: unknown): string {
  const text = JSON.stringify(value, (_key, item: unknown) => (item instanceof Map ? [...item] : item));
  return text.replace(REPLACEMENT, MARK);
}

/** A part of one of the texts that is still there: all of it, if it is short. */
function leftOf(texts: readonly string[], output: string): string | undefined {
  for (const text of texts) {
    const escaped = JSON.stringify(text).slice(1, -1);
    const length = Math.min(FRAGMENT_LENGTH, escaped.length);
    for (let at = 0; at + length <= escaped.length; at += 1) {
      const fragment = escaped.slice(at, at + length);
      if (output.includes(fragment)) return fragment;
    }
  }
  return undefined;
}
