import { z } from 'zod';

/** Number of the token that ends a text. Its text is empty. */
export const END_TOKEN = 0;

const numbers = z.array(z.number().int().nonnegative());

/** A trained model as it stands in a file. */
export const ngramDataSchema = z.object({
  /** Tokens that the model looks at, the new one included. */
  order: z.number().int().min(2).max(8),
  /** Texts of the tokens by their numbers. */
  vocabulary: z.array(z.string()).min(1),
  /**
   * One table for each length of context from 0 to `order - 1`. A table is a list of runs: the tokens of the
   * context, how many continuations follow, and for each its token and its count.
   */
  tables: z.array(numbers),
  /** The first tokens of each sentence that was read. */
  openings: z.array(numbers),
  /** Topics, each with the indexes of the openings of sentences that speak of it. */
  topics: z.array(z.tuple([z.string(), numbers])),
});

export type NgramData = z.infer<typeof ngramDataSchema>;

/** What followed one context. */
export interface Continuations {
  context: readonly number[];
  /** Token and count. */
  entries: readonly (readonly [token: number, count: number])[];
}
