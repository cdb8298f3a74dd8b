import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visibleLines } from '../terminal/visible-text.js';
import { quoteForShell } from './quote-for-shell.js';

it.each([
  ['sync', 'sync'],
  ['../a b', "'../a b'"],
  ["it's", `'it'\\''s'`],
  ['a\u001b[31m%', `"$(printf 'a\\033[31m%%')"`],
  ['', "''"],
])('quotes %j as %s', (text, quoted) => {
  expect(quoteForShell(text)).toBe(quoted);
});

it('is read by a shell as the same text, and can be shown on a terminal', () => {
  // No shell takes a NUL, and one that a command prints loses the line breaks at its end.
  const text = fc.string({ unit: 'binary', minLength: 1 }).map((given) => `${given.replaceAll('\0', '')}.`);
  const texts = fc.array(text, { minLength: 20, maxLength: 40 });
  const special = fc.array(fc.stringMatching(/^[\s'"\\$`!%#&;|<>()*?~\u001b\u202e\u0085-]{1,9}x$/), {
    minLength: 20,
    maxLength: 40,
  });
  fc.assert(
    fc.property(fc.oneof(texts, special), (given) => {
      const words = given.map((each) => Buffer.from(each).toString());
      const command = words.map(quoteForShell).join(' ');
      expect(visibleLines(command)).toBe(command);
      const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' });
      expect(printed.split('\0').slice(0, -1)).toEqual(words);
    }),
    { numRuns: 40 },
  );
});
