import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JournalFormatError } from '../errors.js';
import { isNoYaml } from './is-no-yaml.js';
import { readFrontmatter } from './read-frontmatter.js';
import { readYamlFrontmatter } from './read-yaml-frontmatter.js';

describe('readFrontmatter', () => {
  it('reads what an editor made of the frontmatter of ours', () => {
    const text = [
      '---',
      'id: 007',
      'date: 2026-02-24',
      'time: 13:56:26',
      "author: 'ann'",
      '# by hand',
      'promoted: true',
      'aliases:',
      '  - 008',
      '  - old name',
      'cssclasses: [wide, "x"]',
      'reviewed: 2026-02-25T09:00',
      '---',
      '# Title',
    ].join('\n');
    const expected = {
      id: '007',
      date: '2026-02-24',
      time: '13:56:26',
      author: 'ann',
      promoted: true,
      aliases: [8, 'old name'],
      cssclasses: ['wide', 'x'],
      reviewed: '2026-02-25T09:00',
    };
    expect(readFrontmatter(text)).toEqual(expected);
    expect(readYamlFrontmatter(text)).toEqual(expected);
  });

  it.each(['@me', '`me`', '%me', '!me', 'Ann: at home', '"Ann "Q" Lee"'])(
    'reads what the original programs did not quote as the text that stands there: %s',
    (author) => {
      const text = `---\nid: 230\nauthor: ${author}\npromoted: false\n---\n`;
      expect(readFrontmatter(text)).toEqual({ id: '230', author, promoted: false });
      expect(readYamlFrontmatter(text)).toEqual(readFrontmatter(text));
    },
  );

  it('reads nothing in another way than a YAML reader does, also beside lines that are no YAML', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'b c',
        '@',
        '`',
        '%',
        '*',
        '!',
        '!!str',
        '"',
        "'",
        ': ',
        ':',
        ' #',
        '#',
        'x: y',
        '[',
        ']',
        '{',
      ],
      ...['}', '|', '>', '&a ', '*a', '\\', '-', ' ', 'ann', '1', 'true', '=', '<'],
    );
    const keyed = fc
      .tuple(fc.constantFrom('a', 'id', 'author', 'b-c'), fc.array(piece, { maxLength: 5 }))
      .map(([key, pieces]) => `${key}: ${pieces.join('')}`);
    const other = fc.constantFrom(
      '',
      '# c',
      '  - a',
      '- a',
      'tags:',
      '  x: y',
      '&me',
      'k: &me x',
      'a: |',
      '  b',
    );
    const line = fc.oneof({ weight: 6, arbitrary: keyed }, { weight: 1, arbitrary: other });
    let raw = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
        const text = `---\n${lines.join('\n')}\n---\n`;
        const read = readUnlessRefused(text);
        if (read === 'refused') return;
        if (lines.some(isNoYaml)) raw += 1;
        expect(read).toEqual(readYamlFrontmatter(text));
      }),
      { numRuns: 10_000 },
    );
    expect(raw).toBeGreaterThan(100);
  });

  it('says undefined only where there is no frontmatter or where it does not end', () => {
    for (const text of ['', '# Title', ' ---\na: 1\n---\n', '---\na: 1\n']) {
      expect(readFrontmatter(text), JSON.stringify(text)).toBeUndefined();
    }
    expect(readFrontmatter('---\n---\n')).toEqual({});
  });

  it('names the line of the log that is more than it reads, and what reads it', () => {
    const error = catchError('---\r\nuser: ann\r\nreview:\r\n  by: bob\r\n---\r\n');
    expect(error).toMatchObject({
      code: 'JOURNAL_FORMAT_FRONTMATTER_NOT_FLAT',
      facts: { lineNumber: 4, line: '  by: bob' },
    });
    expect(error?.message).toMatch(/^Line 4 of the log, " {2}by: bob", .* readYamlFrontmatter /);
    expect(catchError(`---\na: ${'*'.repeat(9000)}\n---\n`)?.message.length).toBeLessThan(500);
  });

  it('takes __proto__ for a key like any other', () => {
    const values = readFrontmatter('---\n__proto__: "x"\n---\n');
    expect(Object.keys(values ?? {})).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  });
});

function catchError(text: string): JournalFormatError | undefined {
  try {
    readFrontmatter(text);
  } catch (error) {
    if (error instanceof JournalFormatError) return error;
    throw error;
  }
  return undefined;
}

function readUnlessRefused(text: string): ReturnType<typeof readFrontmatter> | 'refused' {
  return catchError(text) === undefined ? readFrontmatter(text) : 'refused';
}
