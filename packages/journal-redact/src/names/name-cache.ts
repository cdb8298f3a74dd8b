import { looksRandom } from '../text/looks-random.js';
import { classifyName, type NameVerdict } from './classify-name.js';
import { NAME_TABLES, type NameTables } from './name-tables.js';
import { splitWords } from './split-words.js';

/** Names come again and again; those of hostile events do not, and must not fill the memory. */
const MAX_NAMES = 4_096;
/** A shorter name may have digits among its words. */
const MIN_KEY_LENGTH = 24;
const REPLACEMENT = /\[redacted:[^\]]*\]/g;
/** A longer name is judged by its end. */
const MAX_NAME_LENGTH = 128;

const OWN: NameVerdict = { kind: 'secret', isCertain: true, isCollection: true };
const OMITTED: NameVerdict = { kind: 'omitted', isCertain: false, isCollection: false, isOmitted: true };

/** Names that a policy has. */
export interface OwnNames {
  /** Further names of secrets, in any spelling. */
  keys: readonly string[];
  /** Names whose content is left out. */
  omit: readonly string[];
  /** Names that are no secrets, whatever their words say. */
  allowed: readonly string[];
}

/** Judges names, each once. */
export class NameCache {
  readonly #verdicts = new Map<string, NameVerdict | undefined>();
  readonly #own: ReadonlyMap<string, NameVerdict | undefined>;
  readonly #names: OwnNames;
  readonly #tables: NameTables;

  constructor(names: OwnNames, tables: NameTables = NAME_TABLES) {
    this.#names = names;
    this.#tables = tables;
    this.#own = new Map([
      ...names.omit.map((name) => [plain(name), OMITTED] as const),
      ...names.keys.map((name) => [plain(name), OWN] as const),
      ...names.allowed.map((name) => [plain(name), undefined] as const),
    ]);
  }

  /** A part of each own name, as it stands in every spelling. */
  get ownLiterals(): string[] {
    const { keys, omit } = this.#names;
    return [...keys, ...omit].map((name) =>
      splitWords(name).reduce((longest, word) => (word.length > longest.length ? word : longest), ''),
    );
  }

  verdictOf(name: string): NameVerdict | undefined {
    const known = this.#verdicts.get(name);
    if (known !== undefined || this.#verdicts.has(name)) return known;
    const verdict = this.#judge(name.slice(-MAX_NAME_LENGTH));
    if (this.#verdicts.size >= MAX_NAMES) this.#verdicts.clear();
    if (name.length <= MAX_NAME_LENGTH) this.#verdicts.set(name, verdict);
    return verdict;
  }

  /** A field may be called anything: what counts are its parts that could be names in a text as well. */
  #judge(field: string): NameVerdict | undefined {
    let weak: NameVerdict | undefined;
    for (const [name, before] of namesIn(field.replace(REPLACEMENT, ' '))) {
      const verdict = this.#judgeName(needsWordBefore(name) ? before + name : name);
      if (verdict?.isCertain === true || verdict?.isOmitted === true) return verdict;
      weak ??= verdict;
    }
    return weak;
  }

  #judgeName(name: string): NameVerdict | undefined {
    // Some tokens have a word of the tables in their midst.
    if (name.length >= MIN_KEY_LENGTH && looksRandom(name)) return undefined;
    const key = plain(name);
    return this.#own.has(key) ? this.#own.get(key) : classifyName(name, this.#tables);
  }
}

/** In front of `key` and `token` stands what they are for: `api key`. */
export function needsWordBefore(name: string): boolean {
  return /^(?:key|token)s?$/i.test(name);
}

/** The names in the name of a field, each with the word and the space before it, if there are such. */
function* namesIn(field: string): Generator<[name: string, before: string]> {
  for (const { 0: run, index } of field.matchAll(/[\w.-]+/g)) {
    const before = /[A-Za-z]{2,20}[ ]$/.exec(field.slice(Math.max(0, index - 21), index))?.[0] ?? '';
    yield [run.replace(/[.-]+$/, ''), before];
  }
}

function plain(name: string): string {
  return splitWords(name).join('');
}
