const MIN_TOPIC_LENGTH = 3;

/** Words that say nothing of what a sentence is about. */
const COMMON = new Set(
  (
    'about after again all also and any are because been before but can come could did does each for from had ' +
    'has have her him his how into its just like made make many may more most much must nor not now off one ' +
    'only our out over own please same say says she should some such tell than that the their them then there ' +
    'these they this those too two until upon very was way were what when where which while who whom why will ' +
    'with would you your'
  ).split(' '),
);

/** Endings that do not change what a word is about. */
const ENDING = /(?:ing|ed|es|e|s)$/;

/** A word must be longer than this to lose its ending. */
const STEM_LENGTH = 4;

/**
 * What a token is about: its word in lower case without its ending, so that `loads` and `loading` are about the
 * same. Undefined for signs, numbers and common words.
 */
export function topicOf(token: string): string | undefined {
  const word = token.trim().toLowerCase();
  if (word.length < MIN_TOPIC_LENGTH || !/^\p{L}/u.test(word) || COMMON.has(word)) return undefined;
  return word.length > STEM_LENGTH ? word.replace(ENDING, '') : word;
}
