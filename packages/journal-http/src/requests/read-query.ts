import * as z from 'zod';
import { MAX_QUERY_LENGTH } from '../constants.js';
import { detailResponse } from '../detail-response.js';
import { shown } from '../shown.js';

export type QueryResult<Query> = { ok: true; query: Query } | { ok: false; refusal: Response };

/**
 * What a request asks for in its URL. A name that the schema does not have is refused: a filter with a misspelled
 * name would silently give everything. What the schema takes a list of may be repeated, all else may not.
 */
export function readQuery<Schema extends z.ZodObject>(
  schema: Schema,
  { search, searchParams }: URL,
): QueryResult<z.output<Schema>> {
  if (search.length > MAX_QUERY_LENGTH) {
    return refuse(
      414,
      `The query of the URL has ${search.length} characters; at most ${MAX_QUERY_LENGTH} are read`,
    );
  }
  const problems: string[] = [];
  const given: Record<string, string | string[]> = {};
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name);
    const field = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
    if (field === undefined) problems.push(unknownName(name, Object.keys(schema.shape)));
    else if (isList(field)) given[name] = values.flatMap((value) => value.split(','));
    else if (values.length > 1) problems.push(`${name} is given ${values.length} times; give it once`);
    else given[name] = values[0] ?? '';
  }
  const parsed = schema.safeParse(given);
  if (parsed.success && problems.length === 0) return { ok: true, query: parsed.data };
  for (const { path, message } of parsed.error?.issues ?? []) {
    const [name = '', index] = path.map(String);
    const value = index === undefined ? given[name] : given[name]?.[Number(index)];
    problems.push(value === undefined ? `${name} is missing` : `${name} is ${shown(value)}; ${message}`);
  }
  return refuse(400, problems.join('. '));
}

function refuse(status: number, detail: string): { ok: false; refusal: Response } {
  return { ok: false, refusal: detailResponse(status, detail) };
}

function unknownName(name: string, known: readonly string[]): string {
  return `There is no parameter ${shown(name)}; there are ${known.join(', ')}`;
}

function isList(field: z.core.$ZodType): boolean {
  const inner = field instanceof z.ZodOptional ? field.unwrap() : field;
  return inner instanceof z.ZodArray;
}
