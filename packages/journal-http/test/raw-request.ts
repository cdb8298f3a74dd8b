import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Longer than any answer takes, shorter than a test may. */
const MAX_ANSWER_MS = 10_000;

export interface RawAnswer {
  status: number;
  /** Headers and body. */
  text: string;
}

/** Sends a request as it is: clients normalise `..` in a path, and refuse what is no path. */
export async function rawRequest(port: number, method: string, target: string): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(MAX_ANSWER_MS, () => socket.destroy(new Error(`no answer to ${target.slice(0, 200)}`)));
  socket.write(Buffer.from(`${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`));
  const text = (await buffer(socket)).toString();
  return { status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1]), text };
}
