import { draw } from './draw.js';
import type { NgramTable } from './ngram-table.js';
import { topicOf } from './topic-of.js';

/** Openings whose score is below this share of the best one are not drawn. */
const SCORE_SHARE = 0.6;

/** A sentence that names its topic in its first words counts so many times as much. */
const EARLY_TOPIC_WEIGHT = 2;

/** Tokens of a prompt that must be known in their order so that the answer simply goes on from them. */
const CONTINUED_TOKENS = 3;

export interface Opening {
  /** Tokens that the model looks back at and that are not part of the answer. */
  context: readonly number[];
  /** First tokens of the answer. */
  tokens: readonly number[];
}

/**
 * How an answer begins. A prompt that breaks off in the middle of a known phrase is continued. Else the answer
 * begins like a sentence that speaks of what the question speaks of; rare words count more.
 */
export function chooseOpening(
  table: NgramTable,
  question: readonly string[],
  options: { topics: ReadonlySet<string>; temperature: number; random: () => number },
): Opening {
  const known = question.slice(-CONTINUED_TOKENS).map((token) => table.numberOf(token));
  const phrase = known.filter((token) => token !== undefined);
  if (phrase.length === CONTINUED_TOKENS && !isSentenceEnd(question.at(-1)) && table.isKnown(phrase)) {
    return { context: phrase, tokens: [] };
  }
  const scores = scoreOpenings(table, options.topics);
  const best = Math.max(0, ...scores.values());
  const candidates =
    best === 0
      ? table.openings.map((_, index) => [index, 1] as const)
      : [...scores].filter(([, score]) => score >= best * SCORE_SHARE);
  const index = draw(candidates, options.temperature, options.random);
  return { context: [], tokens: index === undefined ? [] : (table.openings[index] ?? []) };
}

function isSentenceEnd(token: string | undefined): boolean {
  return token === undefined || /[.?!:]\s*$/.test(token);
}

function scoreOpenings(table: NgramTable, topics: ReadonlySet<string>): Map<number, number> {
  const scores = new Map<number, number>();
  for (const topic of topics) {
    const openings = table.topics.get(topic) ?? [];
    const rarity = Math.log(1 + table.openings.length / openings.length);
    for (const index of openings) {
      const isEarly = table.openings[index]?.some((token) => topicOf(table.textOf(token)) === topic);
      const score = isEarly === true ? rarity * EARLY_TOPIC_WEIGHT : rarity;
      scores.set(index, (scores.get(index) ?? 0) + score);
    }
  }
  return scores;
}
