import { expect, it } from 'vitest';
import { MAX_FRAME_CHARACTERS } from './constants.js';
import { FrameReader } from './frame-reader.js';

const TOO_LONG = `data: ${'x'.repeat(MAX_FRAME_CHARACTERS + 1)}`;

it.each(
  ['\n', '\r\n', '\r'].flatMap((first) => ['\n', '\r\n', '\r'].map((second) => [first, second] as const)),
)('ends a frame that is too long at %j and %j, however they come', (first, second) => {
  const end = `${first}${second}`;
  // CR LF is one end of a line, so that a line that ends in CR cannot be followed by an empty one that ends in LF.
  const isEnd = end !== '\r\n';
  for (const pieces of [
    [TOO_LONG, end],
    [TOO_LONG, ...end],
    [`${TOO_LONG}${end[0]}`, end.slice(1)],
  ]) {
    const seen: string[] = [];
    const reader = new FrameReader({
      frame: ({ data }) => seen.push(data),
      frameTooLong: () => seen.push('too long'),
      place: () => undefined,
      retry: () => undefined,
    });
    for (const text of [...pieces, 'data: next\n\n', 'data: last\n\n']) reader.push(Buffer.from(text));
    expect(seen).toEqual(isEnd ? ['too long', 'next', 'last'] : ['too long', 'last']);
  }
});
