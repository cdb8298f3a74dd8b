import { type CheckedPolicy, checkPolicy } from './check-policy.js';
import { NameCache } from './names/name-cache.js';
import { Replacements } from './replacements.js';
import { SecretFinder } from './text/find-secrets.js';
import { TextStream } from './text/text-stream.js';
import { TOKEN_RULES } from './tokens/token-rules.js';
import type { RedactionPolicy, Redactor } from './types.js';
import { ValueRedactor } from './values/value-redactor.js';

/** What is searched for, which is a table of many rules. */
interface Search {
  names: NameCache;
  finder: SecretFinder;
}

/** Most redactors have no names and rules of their own, or the same as the last one. */
let last: { key: string; search: Search } | undefined;

/** An object or an array. */
const JSON_START = /^\s*[{[]\s*["{[\d\]}tfn-]/;

/**
 * Creates a redactor. Ordinals and counts are its own, so a session has one.
 *
 * @throws {JOURNAL_REDACT_POLICY_INVALID} when the policy has mistakes; all are listed
 * @example
 * createRedactor().redact({ api_key: 'ghp_…', max_tokens: 512 }); // { api_key: '[redacted:github-token]', max_tokens: 512 }
 */
export function createRedactor(policy: RedactionPolicy = {}): Redactor {
  const checked = checkPolicy(policy);
  const { allow } = checked;
  const { names, finder } = searchOf(checked);
  const replacements = new Replacements();

  const isAllowed = (secret: string, kind: string): boolean =>
    allow.kinds.has(kind) || allow.patterns.some((pattern) => pattern.test(secret));

  function redactText(text: string): string {
    return JSON_START.test(text) ? redactIfJson(text) : redactPlain(text);
  }

  /** As JSON a text says more, of lists and pairs of names and values; but where it need not, its layout stays. */
  function redactIfJson(text: string): string {
    if (!finder.isSuspicious(text)) return text;
    const plain = replacements.tentatively(() => redactPlain(text), saysNoMore);
    if (plain !== undefined) return plain;
    try {
      return redactParsed(text);
    } catch (error) {
      if (error instanceof SyntaxError) return redactPlain(text);
      throw error;
    }
  }

  function saysNoMore(text: string): boolean {
    try {
      const said: unknown = JSON.parse(text);
      return (
        replacements.tentatively(
          () => values.redact(said) === said,
          (isSame) => isSame,
        ) === true
      );
    } catch (error) {
      if (error instanceof SyntaxError) return false;
      throw error;
    }
  }

  function redactParsed(json: string): string {
    const before: unknown = JSON.parse(json);
    const after = values.redact(before);
    return after === before ? json : JSON.stringify(after, null, json.includes('\n') ? 2 : 0);
  }

  function redactPlain(text: string): string {
    const findings = finder.find(text);
    if (findings.length === 0) return text;
    let result = '';
    let end = 0;
    for (const { from, to, kind } of findings) {
      const secret = text.slice(from, to);
      result +=
        text.slice(end, from) + (isAllowed(secret, kind) ? secret : replacements.replace(secret, kind));
      end = to;
    }
    return result + text.slice(end);
  }

  /** The shape says more than the name, where one finding is all of the text. */
  function replaceNamed(text: string, kind: string): string {
    const [first, second] = finder.find(text);
    const isWhole =
      first !== undefined && second === undefined && first.from === 0 && first.to === text.length;
    const shown = isWhole ? first.kind : kind;
    return isAllowed(text, shown) ? text : replacements.replace(text, shown);
  }

  const values = new ValueRedactor(names, { redactText, replaceNamed });
  return {
    redact: <T>(value: T): T => values.redact(value) as T,
    redactText,
    redactJson: (json) => (finder.isSuspicious(json) ? redactParsed(json) : json),
    openStream: () => new TextStream(finder, redactText),
    counts: replacements.counts,
  };
}

function searchOf({ keys, omit, rules, allow }: CheckedPolicy): Search {
  const key = JSON.stringify([keys, omit, rules, allow.keys]);
  if (last?.key === key) return last.search;
  const names = new NameCache({ keys, omit, allowed: allow.keys });
  const search = { names, finder: new SecretFinder([...rules, ...TOKEN_RULES], names) };
  last = { key, search };
  return search;
}
