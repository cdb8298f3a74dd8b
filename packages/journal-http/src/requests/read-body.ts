import type * as z from 'zod';
import { detailResponse } from '../detail-response.js';
import { shown } from '../shown.js';
import { readJsonBody } from './read-json-body.js';

export type CheckedBody<Body> = { ok: true; body: Body } | { ok: false; refusal: Response };

/** The body of a request as a schema wants it; 422 says everything that is wrong with it. */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  maxBytes: number,
): Promise<CheckedBody<z.output<Schema>>> {
  const read = await readJsonBody(request, maxBytes);
  if (!read.ok) return read;
  const parsed = schema.safeParse(read.body);
  if (parsed.success) return { ok: true, body: parsed.data };
  const problems = parsed.error.issues.map((issue) => describe(issue, read.body));
  return { ok: false, refusal: detailResponse(422, `The body cannot be used: ${problems.join('; ')}`) };
}

function describe({ path, message }: z.core.$ZodIssue, body: object): string {
  if (path.length === 0) return message;
  const value = path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    body,
  );
  return `${path.join('.')} is ${value === undefined ? 'missing' : shown(value)} (${message})`;
}
