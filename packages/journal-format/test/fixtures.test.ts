import { describe, expect, it } from 'vitest';
import { formatSessionLog, formatUpdateLog } from '../src/index.js';
import { detectDialect, parseSessionLog, parseUpdateLog } from '../src/parse.js';
import { sessionLogSchema, updateLogSchema } from '../src/schema.js';
import type { Dialect } from '../src/types.js';
import { readFixtures } from './read-fixtures.js';

const DIALECTS: readonly Dialect[] = ['lmx', 'cli'];

const KINDS = {
  session: {
    schema: sessionLogSchema,
    parse: parseSessionLog,
    reformat: (text: string, dialect: Dialect) => formatSessionLog(parseSessionLog(text), { dialect }),
  },
  update: {
    schema: updateLogSchema,
    parse: parseUpdateLog,
    reformat: (text: string, dialect: Dialect) => formatUpdateLog(parseUpdateLog(text), { dialect }),
  },
};

const FOLDERS = [
  ['lmx-sessions', KINDS.session],
  ['cli-sessions', KINDS.session],
  ['lmx-updates', KINDS.update],
  ['cli-updates', KINDS.update],
  ['free-form', KINDS.session],
  ['free-form', KINDS.update],
] as const;

describe.each(FOLDERS)('a log of %s', (folder, { schema, parse, reformat }) => {
  it.each(readFixtures(folder))(
    '%s is read, written in each dialect and read again without loss',
    (_, text) => {
      const log = parse(text);
      for (const dialect of DIALECTS) expect(parse(reformat(text, dialect))).toEqual(log);
    },
  );

  it.each(readFixtures(folder))('%s is written the same way twice', (_, text) => {
    for (const dialect of DIALECTS) {
      const once = reformat(text, dialect);
      expect(reformat(once, dialect)).toBe(once);
    }
  });

  // A time such as 24:05 and a footnote can be read, but nothing of ours may write them.
  const checked = readFixtures(folder).filter(([name]) => !['midnight-as-24', 'footnotes'].includes(name));
  it.each(checked)('%s is what the schema calls canonical', (_, text) => {
    expect(schema.parse(parse(text))).toEqual(parse(text));
  });
});

describe('a log of Opta LMX', () => {
  it.each(readFixtures('lmx-sessions'))('%s is written byte for byte as it was', (_, text) => {
    expect(KINDS.session.reformat(text, 'lmx')).toBe(text);
    expect(detectDialect(text)).toBe('lmx');
  });

  it.each(readFixtures('lmx-updates'))('%s is written byte for byte as it was', (_, text) => {
    expect(KINDS.update.reformat(text, 'lmx')).toBe(text);
    expect(detectDialect(text)).toBe('lmx');
  });
});

/**
 * Every line that the CLI writes and we do not, and what we write instead. Each fixture has one kind of them:
 * the CLI writes times bare, which the other fixtures do not, so that they differ in nothing else.
 */
const UNSAFE: Record<string, Record<string, string>> = {
  chat: { 'time: 18:47': 'time: "18:47"', 'duration: 00:02:54': 'duration: "00:02:54"' },
  'unsafe-id': { 'id: 007': 'id: "007"' },
  'unsafe-time': { 'time: 14:50': 'time: "14:50"' },
  'unsafe-commit': { 'commit: 12345e67': 'commit: "12345e67"' },
  'unsafe-version': {
    'version_before: 1.10': 'version_before: "1.10"',
    'version_after: 2': 'version_after: "2"',
  },
  'unsafe-author': { 'author: @ann': 'author: "@ann"' },
  'unsafe-colon': { 'author: Ann: at home': 'author: "Ann: at home"' },
  'unsafe-keyword': { 'author: no': 'author: "no"' },
  'unsafe-empty': { 'commit: ': 'commit: ""' },
  'unsafe-quotes': { 'author: "Ann "Q" Lee"': 'author: "\\"Ann \\"Q\\" Lee\\""' },
  'unsafe-alias': { 'author: *ann': 'author: "*ann"' },
  'unsafe-tag': { 'author: !ann': 'author: "!ann"' },
};
const CLI_LOGS = [
  ...readFixtures('cli-sessions').map(([name, text]) => [name, text, KINDS.session] as const),
  ...readFixtures('cli-updates').map(([name, text]) => [name, text, KINDS.update] as const),
];

describe('a log of the Opta CLI', () => {
  it.each(CLI_LOGS)('%s differs only in values that it wrote unsafely', (name, text, { reformat }) => {
    const unsafe = UNSAFE[name] ?? {};
    for (const line of Object.keys(unsafe)) expect(text.split('\n')).toContain(line);
    const expected = text.split('\n').map((line) => unsafe[line] ?? line);
    expect(reformat(text, 'cli')).toBe(expected.join('\n'));
    expect(detectDialect(text)).toBe('cli');
  });
});

describe('a free-form log', () => {
  const fixtures = new Map(readFixtures('free-form'));
  const text = (name: string) => fixtures.get(name) ?? expect.fail(`no fixture ${name}`);

  it('without frontmatter keeps its title, what stands before the first section, and each section', () => {
    const log = parseUpdateLog(text('without-frontmatter'));
    expect(log.title).toBe('Update 41: native sign-in');
    expect(log.otherSections?.map(({ heading }) => heading)).toEqual([
      undefined,
      'What Shipped',
      'Env Vars Remaining',
      'Token Flow',
    ]);
    expect(log.otherSections?.[0]?.markdown).toMatch(/^\*\*Date:\*\* 2026-02-14\n[\s\S]*\n---$/);
    expect(log.otherSections?.[3]?.markdown).toContain('## no heading, it is code');
  });

  it('keeps its sections byte for byte', () => {
    for (const [name, source] of fixtures) {
      const unix = source.replace(/\r\n/g, '\n');
      for (const { markdown } of parseUpdateLog(source).otherSections ?? []) {
        expect(unix, name).toContain(markdown);
      }
    }
  });

  it('keeps keys that no field has, with their types and their spelling', () => {
    expect(parseUpdateLog(text('foreign-keys')).properties).toEqual({
      Target: 'accounts',
      Date: '2026-02-14',
      tags: ['auth', 'cli'],
      count: 3,
      ratio: '1.50',
      nested: { owner: 'ann' },
    });
  });

  it('has fields only where a section is exactly what they say, in the order of the convention', () => {
    expect(parseSessionLog(text('known-headings-twice'))).toEqual({
      notes: ['first'],
      otherSections: [
        { heading: 'Summary', markdown: '- a summary below the notes' },
        { heading: 'Notes', markdown: '- second' },
        { heading: 'Summary', markdown: '1. numbered' },
      ],
    });
  });

  it('has ticked, open and plain next steps, and nested lists as they are', () => {
    expect(parseSessionLog(text('tasks-and-nesting'))).toEqual({
      nextSteps: [{ text: 'done', done: true }, { text: 'open', done: false }, { text: 'plain' }],
      otherSections: [
        { heading: 'Issues Encountered', markdown: '- outer\n  - inner' },
        { heading: 'Decisions Made', markdown: '* star one\n\n* star two' },
      ],
    });
  });

  it('may begin with a byte order mark and end its lines with CRLF', () => {
    expect(parseUpdateLog(text('crlf-and-mark'))).toEqual({
      date: '2026-02-14',
      properties: { device: 'studio' },
      title: 'Title',
      summary: ['one', 'two'],
    });
  });

  it('has the target of a reference where the definition stands elsewhere', () => {
    const [item] = parseUpdateLog(text('references')).summary ?? [];
    expect(item).toMatchObject([
      { type: 'text', value: 'See ' },
      { type: 'link', url: 'https://example.org/guide' },
      { type: 'text', value: ' and ' },
      { type: 'link', url: 'https://example.org/other' },
      { type: 'text', value: '.' },
    ]);
  });

  it('may be empty', () => {
    expect(parseSessionLog('')).toEqual({});
    expect(formatSessionLog({})).toBe('');
  });
});
