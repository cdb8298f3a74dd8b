import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSecrets } from '../../test/fixtures/read-fixtures.js';
import { parseRest, worstBacktracking } from '../../test/parse-rest.js';
import { createTokenFinder } from '../text/find-token.js';
import { createScanState } from '../text/finding.js';
import type { TokenRule } from './token-rule.js';
import { TOKEN_RULES, TOKEN_TABLES } from './token-rules.js';

const providers = TOKEN_TABLES.flatMap((table) => Object.entries(table));
const shapes = readSecrets().flatMap((secret) => (secret.class === 'shape' ? [secret] : []));

test('knows tokens of well over a hundred kinds and providers', () => {
  expect(new Set(TOKEN_RULES.map(({ kind }) => kind)).size).toBeGreaterThan(200);
  expect(new Set(providers.map(([provider]) => provider)).size).toBe(providers.length);
  expect(providers.length).toBeGreaterThan(150);
});

test('calls kinds by lower-case words, and none after two providers', () => {
  const owners = new Map<string, string>();
  for (const [provider, rules] of providers) {
    for (const { kind } of rules) {
      expect(kind).toMatch(/^[a-z\d]+(?:-[a-z\d]+)*$/);
      // What a private key was made for does not show.
      if (kind !== 'private-key') expect(owners.get(kind) ?? provider, kind).toBe(provider);
      owners.set(kind, provider);
    }
  }
});

test('has no rule twice, and no start that is too short to look for', () => {
  const seen = TOKEN_RULES.flatMap(({ starts, rest }) => starts.map((start) => `${start} ${rest}`));
  expect(new Set(seen).size).toBe(seen.length);
  expect(TOKEN_RULES.flatMap(({ starts }) => starts).filter((start) => start.length < 3)).toEqual([]);
});

test('has no rule that finds none of its own secrets', () => {
  const idle = TOKEN_RULES.filter(
    (rule) =>
      !shapes.some(
        ({ kind, secret }) =>
          kind === rule.kind && (findWhole(rule, secret) || findWhole(rule, encodeURIComponent(secret))),
      ),
  );
  expect(idle).toEqual([]);
});

test('keeps no secret in one piece', () => {
  const path = new URL('../../test/fixtures/secrets.jsonl', import.meta.url);
  const lines = readFileSync(path, 'utf8').split('\n');
  expect(lines.filter((line) => TOKEN_RULES.some((rule) => findAnywhere(rule, line)))).toEqual([]);
});

test('takes every secret whole, by a rule of its own kind', () => {
  const missed = shapes.filter(({ kind, secret }) => {
    return !TOKEN_RULES.some((rule) => rule.kind === kind && findWhole(rule, secret));
  });
  expect(missed).toEqual([]);
});

test('still finds a secret of which the last fifth is missing', () => {
  const open = TOKEN_RULES.filter(
    ({ before, rest, mustLookRandom }) =>
      before === undefined && !rest.includes('(?!') && mustLookRandom !== true,
  );
  const missed = shapes.filter(({ kind, secret }) => {
    const rules = open.filter((rule) => rule.kind === kind && findWhole(rule, secret));
    const cut = secret.slice(0, Math.ceil(secret.length * 0.8));
    return rules.length > 0 && !rules.some((rule) => findAnywhere(rule, cut));
  });
  expect(missed.map(({ kind, secret }) => [kind, secret])).toEqual([]);
});

test('reads on from a start once, and hardly goes back', () => {
  for (const { kind, rest } of TOKEN_RULES) {
    const parts = parseRest(rest);
    expect(Math.max(...parts.map(({ max }) => max)), kind).toBeLessThanOrEqual(16_384);
    expect(worstBacktracking(parts), kind).toBeLessThanOrEqual(8);
  }
});

test('does not look again for what begins inside of a token', () => {
  const rule = TOKEN_RULES.find(({ starts }) => starts.includes('fm2_')) as TokenRule;
  const find = createTokenFinder(rule, 0);
  const state = createScanState('fm2_-'.repeat(100));
  expect(find(state, 0, 4)).toMatchObject({ from: 0, to: 500 });
  expect(find(state, 5, 9)).toBeUndefined();
  expect(find(createScanState(state.text), 5, 9)).toMatchObject({ from: 5, to: 500 });
});

function findWhole(rule: TokenRule, text: string): boolean {
  return findIn(rule, text).some(({ from, to }) => from === 0 && to === text.length);
}

function findAnywhere(rule: TokenRule, text: string): boolean {
  return findIn(rule, text).length > 0;
}

function findIn(rule: TokenRule, text: string) {
  const find = createTokenFinder(rule, 0);
  const state = createScanState(text);
  return rule.starts.flatMap((start) => {
    const at = text.indexOf(start);
    return at === -1 ? [] : (find(state, at, at + start.length) ?? []);
  });
}
