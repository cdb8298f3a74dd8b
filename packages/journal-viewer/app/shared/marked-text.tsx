import type { ComponentChildren } from 'preact';
import type { Marks } from './find-marks.js';

/** A text of which some parts are marked. */
export function MarkedText({ text, marks }: { text: string; marks: Marks }) {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(end, from), <mark key={from}>{text.slice(from, to)}</mark>);
    end = to;
  }
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  );
}
