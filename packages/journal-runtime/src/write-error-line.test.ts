import { afterEach, expect, it, vi } from 'vitest';
import { writeErrorLine } from './write-error-line.js';

afterEach(() => vi.restoreAllMocks());

it.each([
  ['a hyperlink', '\u001b]8;;http://evil.example\u001b\\\\click\u001b]8;;\u0007'],
  ['a write to the clipboard', '\u001b]52;c;cm0gLXJm\u0007'],
  ['a cleared screen', '\u001b[2J\u001b[H'],
  ['the same as one character of C1', '\u009b2J\u009d52;c;YQ==\u009c'],
  ['a device control string', '\u001bP+q544e\u001b\\\\ \u0090x\u009c'],
  ['an overwritten line', 'error\rok\b\b\u007f'],
  ['a forged line', 'a\njournal: b\r\nc\u2028d\u2029e\u0085f\vg\fh'],
  ['turned directions', '\u202etxt\u202c \u2066x\u2069 \u061c\u200e\u200f'],
])('writes %s as one line that a terminal does not obey', (_, message) => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  writeErrorLine(new Error(message));
  writeErrorLine(message);
  const lines = write.mock.calls.map(([line]) => String(line));
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line).toMatch(/^journal: [^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+\n$/u);
});
