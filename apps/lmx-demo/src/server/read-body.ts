import type * as z from 'zod';
import type { DemoContext } from './server-parts.js';

/** A request whose body cannot be used. */
export class BodyError extends Error {
  readonly status: number;
  /** The first field that is wrong. */
  readonly param: string | null;

  constructor(status: number, message: string, param: string | null = null) {
    super(message);
    this.name = 'BodyError';
    this.status = status;
    this.param = param;
  }
}

/**
 * The JSON body of a request.
 *
 * @throws {BodyError} that names everything that is wrong
 */
export async function readBody<Schema extends z.ZodType>(
  context: DemoContext,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await context.req.text();
  let value: unknown;
  try {
    value = JSON.parse(text === '' ? '{}' : text);
  } catch (cause) {
    throw new BodyError(400, `The body is not JSON: ${cause instanceof Error ? cause.message : cause}`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  const param = parsed.error.issues[0]?.path.join('.') || null;
  throw new BodyError(422, problems.join('; '), param);
}
