import { END_TOKEN, type NgramData } from './ngram-data.js';
import { formatRuns } from './table-runs.js';
import { tokenize } from './tokenize.js';
import { topicOf } from './topic-of.js';

/** Tokens of an opening at most: what a model of a higher order needs to stay with the sentence. */
const MAX_OPENING_TOKENS = 4;

const SENTENCE_END = /^[.?!]$/;

/**
 * Reads texts and counts what follows what.
 *
 * @param texts - Paragraphs, each with a blank line between it and the next one.
 * @param order - Tokens that the model looks at, the new one included: 2 to 8.
 */
export function trainNgram(texts: readonly string[], order: number): NgramData {
  const vocabulary = createVocabulary();
  const paragraphs = texts.flatMap((text) => text.trim().split(/\n\s*\n/)).filter((text) => text !== '');
  const tokens = paragraphs.map((paragraph) => tokenize(paragraph).map(vocabulary.numberOf));
  const openings = listOpenings(tokens, order - 1, vocabulary.texts);
  return {
    order,
    vocabulary: vocabulary.texts,
    tables: Array.from({ length: order }, (_, length) => countContinuations(tokens, length)),
    openings: openings.map(({ opening }) => opening),
    topics: listTopics(openings.map(({ topics }) => topics)),
  };
}

function createVocabulary(): { texts: string[]; numberOf(token: string): number } {
  const texts = [''];
  const numbers = new Map<string, number>();
  return {
    texts,
    numberOf: (token) => {
      const known = numbers.get(token);
      if (known !== undefined) return known;
      numbers.set(token, texts.length);
      return texts.push(token) - 1;
    },
  };
}

function countContinuations(paragraphs: readonly number[][], length: number): number[] {
  const counts = new Map<string, Map<number, number>>();
  for (const paragraph of paragraphs) {
    const framed = [END_TOKEN, ...paragraph, END_TOKEN];
    for (let at = Math.max(1, length); at < framed.length; at += 1) {
      const key = framed.slice(at - length, at).join(',');
      const next = framed[at] ?? END_TOKEN;
      const followers = counts.get(key) ?? new Map<number, number>();
      followers.set(next, (followers.get(next) ?? 0) + 1);
      counts.set(key, followers);
    }
  }
  return formatRuns(
    [...counts].map(([key, followers]) => ({
      context: key === '' ? [] : key.split(',').map(Number),
      entries: [...followers].sort((a, b) => b[1] - a[1] || a[0] - b[0]),
    })),
  );
}

function listOpenings(
  paragraphs: readonly number[][],
  maxTokens: number,
  vocabulary: readonly string[],
): { opening: number[]; topics: Set<string> }[] {
  return paragraphs.flatMap((paragraph) =>
    splitSentences(paragraph, vocabulary).map((sentence) => ({
      opening: sentence.slice(0, Math.min(maxTokens, MAX_OPENING_TOKENS)),
      topics: new Set(sentence.flatMap((token) => topicOf(vocabulary[token] ?? '') ?? [])),
    })),
  );
}

function splitSentences(tokens: readonly number[], vocabulary: readonly string[]): number[][] {
  const sentences: number[][] = [[]];
  for (const token of tokens) {
    sentences.at(-1)?.push(token);
    if (SENTENCE_END.test(vocabulary[token] ?? '')) sentences.push([]);
  }
  return sentences.filter((sentence) => sentence.length > 0);
}

function listTopics(topicsOfOpenings: readonly Set<string>[]): [string, number[]][] {
  const openingsOf = new Map<string, number[]>();
  for (const [index, topics] of topicsOfOpenings.entries()) {
    for (const topic of topics) openingsOf.set(topic, [...(openingsOf.get(topic) ?? []), index]);
  }
  return [...openingsOf];
}
