import { takesGzip } from './answer-content.js';

/** Bytes of lines that are sent as one piece; a piece a line would cost more than the lines. */
const PIECE_LENGTH = 32 * 1024;

/**
 * Lines of JSON as they come, at the client's own speed.
 *
 * @throws what the lines throw before the first one; what they throw later ends the connection
 */
export async function answerLines(
  request: Request,
  lines: AsyncGenerator<string, void, undefined>,
): Promise<Response> {
  const isCompressed = takesGzip(request);
  const headers = {
    'content-type': 'application/x-ndjson',
    'cache-control': 'no-store',
    vary: 'accept-encoding',
    ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
  };
  const pieces = joinLines(lines);
  // The first piece shows whether there is anything to read at all, while another status can still be sent.
  const first = await pieces.next();
  if (request.method === 'HEAD') {
    await pieces.return();
    return new Response(null, { headers });
  }
  const stream = toStream(first, pieces);
  return new Response(isCompressed ? stream.pipeThrough(new CompressionStream('gzip')) : stream, { headers });
}

async function* joinLines(
  lines: AsyncGenerator<string, void, undefined>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < PIECE_LENGTH) continue;
    yield encoder.encode(piece);
    piece = '';
  }
  if (piece !== '') yield encoder.encode(piece);
}

const encoder = new TextEncoder();

function toStream(
  first: IteratorResult<Uint8Array<ArrayBuffer>, void>,
  rest: AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let next: IteratorResult<Uint8Array<ArrayBuffer>, void> | undefined = first;
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = next ?? (await rest.next());
        next = undefined;
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => void (await rest.return()),
    },
    { highWaterMark: 0 },
  );
}
