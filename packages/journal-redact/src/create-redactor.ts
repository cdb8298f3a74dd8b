import { type CheckedPolicy, checkPolicy } from './check-policy.js';
import { NameCache } from './names/name-cache.js';
import { redactorOf, type Search } from './redactor-of.js';
import { ASSIGNMENT_FORMS } from './text/assignments/find-assignment.js';
import { SecretFinder } from './text/find-secrets.js';
import { PLACE_RULES } from './text/place-rules.js';
import { TOKEN_RULES } from './tokens/token-rules.js';
import type { RedactionPolicy, Redactor } from './types.js';

/** A program has one policy, or two: each is a table of a quarter of a MiB that takes many milliseconds to make. */
const MAX_SEARCHES = 4;
const searches = new Map<string, Search>();

/**
 * Creates a redactor. Ordinals and counts are its own, so a session has one.
 *
 * @throws {JOURNAL_REDACT_POLICY_INVALID} when the policy has mistakes; all are listed
 * @example
 * createRedactor().redact({ api_key: 'ghp_…', max_tokens: 512 }); // { api_key: '[redacted:github-token]', max_tokens: 512 }
 */
export function createRedactor(policy: RedactionPolicy = {}): Redactor {
  const checked = checkPolicy(policy);
  return redactorOf(searchOf(checked), checked.allow);
}

function searchOf({ keys, omit, rules, allow }: CheckedPolicy): Search {
  const key = JSON.stringify([keys, omit, rules, allow.keys]);
  const known = searches.get(key);
  if (known !== undefined) return known;
  const names = new NameCache({ keys, omit, allowed: allow.keys });
  const tokens = [...rules, ...TOKEN_RULES];
  const finder = new SecretFinder({ tokens, places: PLACE_RULES, names, forms: ASSIGNMENT_FORMS });
  const search = { names, finder };
  if (searches.size >= MAX_SEARCHES) searches.clear();
  searches.set(key, search);
  return search;
}
