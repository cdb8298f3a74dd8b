import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listTokens } from '../documents/document.js';
import { LogRedactor } from '../documents/log-redactor.js';
import { readLogDocument } from '../documents/read-log-document.js';
import { encodeToken } from '../tokens/encode-token.js';
import { IndexTextWriter } from './index-text-writer.js';
import { readIndexText } from './read-index-text.js';

/** What FTS5 makes of a text by `ascii tokenchars '_'`. */
function ftsTokens(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9_]+/g) ?? [];
}

// One for all: what is left of a log must not get into the next one.
const writer = new IndexTextWriter();

function readBoth(fileName: string, text: string) {
  const options = { timeZone: 'UTC', redactor: new LogRedactor({}) };
  return {
    document: readLogDocument({ fileName, text }, options),
    indexed: readIndexText({ fileName, text }, { ...options, writer }),
  };
}

const NAMES = ['2026-02-24-1356-studio-a.md', '007_2026-02-24_a.md'];
const STEPS = '## Step Results\n| Step | Status |\n| --- | --- |\n| load | fail |\n';
const part = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      'a',
      'Z',
      '7',
      '_',
      '-',
      ' ',
      '\n',
      '1. ',
      '|',
      '#',
      '## Step Results\n',
      '| Status |\n',
      '```\n',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '\0',
      '\r\n',
      '\r',
      '\t',
      'é',
      'e\u0301',
      '京',
      '\u00a0',
      '\ud800',
      'x'.repeat(201),
      STEPS,
    ),
  },
);
const textOf = (maxLength: number) => fc.array(part, { maxLength }).map((parts) => parts.join(''));
const frontmatter = fc.oneof(
  fc.constant(''),
  textOf(8).map((value) => `---\ndevice: ${JSON.stringify(value)}\nstatus: clean\nsize: 7\n---\n`),
);

describe('the text that the index gets', () => {
  it('has the tokens of the document, encoded, says how many, and has its facts', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), frontmatter, textOf(40), (fileName, head, body) => {
        const { document, indexed } = readBoth(fileName, `${head}${body}`);
        const tokens = listTokens(document);
        const text = indexed.text.toString('latin1');
        expect(text).toMatch(/^[\x01-\x7f]*$/);
        expect(ftsTokens(text)).toEqual(tokens.map(encodeToken));
        expect(indexed.tokens).toBe(tokens.length);
        expect(indexed.facts).toEqual(document.facts);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is what was written where that is plain', () => {
    const { indexed } = readBoth('2026-02-24-1356-studio-a.md', 'Loaded model_a twice');
    expect(indexed).toMatchObject({ text: Buffer.from('Loaded model a twice '), tokens: 4 });
  });

  it('is whole where it is longer than what it is put together in', () => {
    const words = Array.from({ length: 40_000 }, (_, index) => (index % 3 === 0 ? `é${index}` : `w${index}`));
    const { indexed } = readBoth('2026-02-24-1356-studio-a.md', words.join('\n'));
    expect(indexed.tokens).toBe(words.length);
    expect(ftsTokens(indexed.text.toString('latin1'))).toHaveLength(words.length);
    expect(readBoth('2026-02-24-1356-studio-b.md', 'short').indexed.text.toString()).toBe('short ');
  });

  it('has the statuses of an update log, of which the rest is not taken apart', () => {
    expect(readBoth(NAMES[1] as string, STEPS).indexed.facts.statuses).toEqual(['fail']);
    expect(readBoth(NAMES[1] as string, STEPS.replace('Step R', 'step r')).indexed.facts.statuses).toEqual([
      'fail',
    ]);
  });
});
