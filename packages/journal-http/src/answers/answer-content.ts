import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { MIN_COMPRESSED_BYTES } from '../constants.js';
import { detailResponse } from '../detail-response.js';
import { type ByteRange, readRange } from './read-range.js';

export interface ContentOptions {
  /** Media type with its charset. */
  type: string;
  headers?: Record<string, string>;
  /** Whether a part of it may be asked for. */
  takesRange?: boolean;
}

const gzipBytes = promisify(gzip);

/**
 * A whole content with a strong ETag: 304 where the client has it, 206 for a part, compressed where that is taken
 * and worth it.
 *
 * The tag is made from what is sent, not from the file, since what is sent also depends on the redaction.
 */
export async function answerContent(
  request: Request,
  text: string,
  { type, headers = {}, takesRange = false }: ContentOptions,
): Promise<Response> {
  const bytes = Buffer.from(text);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 27);
  const range = takesRange ? request.headers.get('range') : null;
  const isCompressed = range === null && bytes.length >= MIN_COMPRESSED_BYTES && takesGzip(request);
  // Two codings are two contents: each has a tag of its own.
  const etag = isCompressed ? `"${hash}-gzip"` : `"${hash}"`;
  const common = {
    ...headers,
    'cache-control': 'private, no-cache',
    etag,
    vary: 'accept, accept-encoding',
    ...(takesRange ? { 'accept-ranges': 'bytes' } : {}),
  };
  if (isKnown(request, hash)) return new Response(null, { status: 304, headers: common });
  const whole = { ...common, 'content-type': type };
  const part = range === null || !isUnchanged(request, etag) ? undefined : readRange(range, bytes.length);
  if (part !== undefined) return answerPart(bytes, part, whole);
  if (!isCompressed) return answerBytes(200, bytes, whole);
  return answerBytes(200, await gzipBytes(bytes), { ...whole, 'content-encoding': 'gzip' });
}

/** {@link answerContent} of a value as JSON. */
export function answerJson(
  request: Request,
  value: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return answerContent(request, JSON.stringify(value), { type: 'application/json', headers });
}

/** Whether a client decompresses gzip. */
export function takesGzip(request: Request): boolean {
  const codings = request.headers.get('accept-encoding')?.toLowerCase().split(',') ?? [];
  const coding = codings.find((one) => one.split(';')[0]?.trim() === 'gzip');
  return coding !== undefined && !/;\s*q=0(?:\.0*)?\s*$/.test(coding);
}

function answerPart(
  bytes: Uint8Array<ArrayBuffer>,
  part: ByteRange | 'unsatisfiable',
  headers: Record<string, string>,
): Response {
  const size = bytes.length;
  if (part === 'unsatisfiable') {
    return detailResponse(416, `There are ${size} bytes`, { 'content-range': `bytes */${size}` });
  }
  const contentRange = `bytes ${part.from}-${part.to}/${size}`;
  return answerBytes(206, bytes.subarray(part.from, part.to + 1), {
    ...headers,
    'content-range': contentRange,
  });
}

function answerBytes(
  status: number,
  bytes: Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Response {
  return new Response(bytes, { status, headers: { ...headers, 'content-length': String(bytes.length) } });
}

function isKnown(request: Request, hash: string): boolean {
  const tags = request.headers.get('if-none-match')?.split(',') ?? [];
  return tags.some((tag) => ['*', `"${hash}"`, `"${hash}-gzip"`].includes(tag.trim().replace(/^W\//, '')));
}

function isUnchanged(request: Request, etag: string): boolean {
  const condition = request.headers.get('if-range');
  return condition === null || condition === etag;
}
