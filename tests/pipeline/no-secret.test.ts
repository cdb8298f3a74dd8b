import { expect, it } from 'vitest';
import { readSecrets, type Secret } from '../../packages/journal-redact/test/fixtures/read-fixtures.js';
import { PLACEMENTS } from '../../packages/journal-redact/test/placements.js';
import { type Outputs, sendThrough } from './send-through.js';

const FRAGMENT_LENGTH = 12;
/** Every secret goes through in some of its placements, so that all placements come. */
const PLACEMENTS_EACH = 4;

it('no secret comes out of a journal anywhere', async () => {
  const secrets = readSecrets();
  const outputs = await sendThrough(secrets.flatMap(eventsWith));
  expect(Object.values(outputs).every((text) => text.includes('[redacted:'))).toBe(true);
  const leaks = secrets.flatMap(({ secret }) => findIn(outputs, secret));
  expect(leaks).toEqual([]);
});

function eventsWith(secret: Secret, index: number): unknown[] {
  const suited = PLACEMENTS.filter(
    ({ classes, suits = () => true, isValueOnly }) =>
      isValueOnly !== true && classes.includes(classOf(secret)) && suits(secret.secret),
  );
  return Array.from({ length: PLACEMENTS_EACH }, (_, turn) => {
    const placement = suited[(index + turn * 11) % suited.length];
    if (placement === undefined) throw new Error('a secret suits no placement');
    const { encode = (text: string) => text, build } = placement;
    const written = encode(secret.secret);
    const text = secret.class === 'url' ? `${secret.before}${written}${secret.after}` : written;
    return build(text, fieldOf(secret));
  });
}

function classOf(secret: Secret): Secret['class'] {
  return secret.class === 'shape' && secret.secret.includes('\n') ? 'pem' : secret.class;
}

function fieldOf(secret: Secret): string {
  if (secret.class === 'name') return secret.name;
  return secret.class === 'pem' ? 'private_key' : 'hub_token';
}

function findIn(outputs: Outputs, secret: string): string[] {
  const fragment = secret.slice(0, Math.max(FRAGMENT_LENGTH, Math.floor(secret.length / 2)));
  const escaped = JSON.stringify(fragment).slice(1, -1);
  return Object.entries(outputs).flatMap(([where, text]) => {
    const at = [fragment, escaped, encodeURIComponent(fragment)].map((form) => text.indexOf(form));
    const first = at.find((one) => one !== -1);
    return first === undefined ? [] : [`${where}: …${text.slice(Math.max(0, first - 60), first + 60)}…`];
  });
}
