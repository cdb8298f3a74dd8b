import { createHash } from 'node:crypto';
import { z } from 'zod';
import { EngineError } from '../engine-error.js';
import { type NgramData, ngramDataSchema } from './ngram-data.js';

const FORMAT = 'opta-ngram';
const FORMAT_VERSION = 1;
const NEWLINE = 0x0a;

const headerSchema = z.object({
  format: z.literal(FORMAT),
  format_version: z.literal(FORMAT_VERSION),
  id: z.string(),
  /** Declared, see the catalogue. */
  memory_gb: z.number().nonnegative(),
  context_length: z.number().int().positive(),
  body_bytes: z.number().int().nonnegative(),
  checksum: z.string(),
});

/** What the first line of a model file says. */
export type ArtifactHeader = z.infer<typeof headerSchema>;

/** A model with what has to be known to load it. */
export interface NgramArtifact {
  id: string;
  memoryGb: number;
  contextLength: number;
  data: NgramData;
}

/** A model as a file: a line of JSON that says what it is, and a line of JSON with the model. */
export function formatArtifact(artifact: NgramArtifact): Uint8Array {
  const body = Buffer.from(`${JSON.stringify(artifact.data)}\n`);
  const header: ArtifactHeader = {
    format: FORMAT,
    format_version: FORMAT_VERSION,
    id: artifact.id,
    memory_gb: artifact.memoryGb,
    context_length: artifact.contextLength,
    body_bytes: body.length,
    checksum: checksumOf(body),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
}

/** The first line of a model file, or undefined when these bytes do not begin with one. */
export function safeParseHeader(bytes: Uint8Array): ArtifactHeader | undefined {
  const end = bytes.indexOf(NEWLINE);
  if (end < 0) return undefined;
  return headerSchema.safeParse(parseJson(bytes.subarray(0, end))).data;
}

/**
 * Reads and verifies a model file.
 *
 * @param path - For the message.
 * @throws {EngineError} `internal_error` when the file is damaged; the message says what does not match
 */
export function parseArtifact(bytes: Uint8Array, path: string): NgramArtifact {
  const header = safeParseHeader(bytes);
  if (header === undefined) {
    throw damaged(path, `it does not begin with the header of a model of format ${FORMAT} ${FORMAT_VERSION}`);
  }
  const body = bytes.subarray(bytes.indexOf(NEWLINE) + 1);
  if (body.length !== header.body_bytes) {
    throw damaged(path, `its model has ${body.length} bytes instead of ${header.body_bytes}`);
  }
  const checksum = checksumOf(body);
  if (checksum !== header.checksum) {
    throw damaged(path, `its checksum is ${checksum} instead of ${header.checksum}`);
  }
  const parsed = ngramDataSchema.safeParse(parseJson(body));
  if (!parsed.success) throw damaged(path, `its model is not one: ${z.prettifyError(parsed.error)}`);
  return {
    id: header.id,
    memoryGb: header.memory_gb,
    contextLength: header.context_length,
    data: parsed.data,
  };
}

/** The error for a model file that cannot be used. */
export function damaged(path: string, what: string, cause?: unknown): EngineError {
  return new EngineError(
    'internal_error',
    `The model file ${path} is damaged: ${what}. Delete the model and get it again.`,
    { cause },
  );
}

function checksumOf(body: Uint8Array): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
