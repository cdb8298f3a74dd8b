import { describe, expect, it } from 'vitest';
import { sessionLogSchema } from './session-log-schema.js';
import { updateLogSchema } from './update-log-schema.js';

const issuesOf = (schema: typeof sessionLogSchema | typeof updateLogSchema, value: unknown) =>
  (schema.safeParse(value).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('what a schema refuses', () => {
  it('is named all at once, each with its place and its value', () => {
    expect(
      issuesOf(sessionLogSchema, {
        date: '2026-02-30',
        time: '24:05 AEDT',
        device: 7,
        duration: '5 min',
        started: '2026-02-24',
        summary: 'one line',
        filesChanged: { created: [] },
        statusChanges: [{ area: 'x', before: 1, after: null }],
        nextSteps: [{ text: 'x', done: 'yes' }],
        eventCounts: [
          { type: 'x', count: -1 },
          { type: 'y', count: '3' },
        ],
      }),
    ).toEqual([
      'date: must be a day such as 2026-02-24, not "2026-02-30"',
      'time: must be a time such as "14:05", "14:05:09" or "14:05 AEDT", not "24:05 AEDT"',
      'device: must be text, not 7',
      'duration: must be hours, minutes and seconds such as "00:05:00", not "5 min"',
      'started: must be a time with its offset such as 2026-02-24T13:56:26+11:00, not "2026-02-24"',
      'summary: must be a list, not "one line"',
      'filesChanged.modified: must be a list, not nothing',
      'filesChanged.deleted: must be a list, not nothing',
      'statusChanges.0.before: must be text or a list of inline mdast nodes, not 1',
      'statusChanges.0.after: must be text or a list of inline mdast nodes, not null',
      'nextSteps.0.done: must be true or false, not "yes"',
      'eventCounts.0.count: must be a whole number from 0, not -1',
      'eventCounts.1.count: must be a number, not "3"',
    ]);
  });

  it('has the nearest key where a key is unknown, at every depth', () => {
    expect(issuesOf(updateLogSchema, { id: 7, autor: 'ann', version_before: '1' })).toEqual([
      'id: must be text, not 7',
      ': unknown key "autor"; the nearest one is "author", and unknown key "version_before"; the nearest one is "versionBefore"',
    ]);
    expect(issuesOf(updateLogSchema, { commandInputs: [{ name: 'a', value: null, vlaue: 1 }] })).toEqual([
      'commandInputs.0: unknown key "vlaue"; the nearest one is "value"',
    ]);
  });

  it.each([undefined, null, 'text', 3, []])('is anything but an object: %j', (value) => {
    expect(issuesOf(updateLogSchema, value)).toEqual([
      expect.stringMatching(
        /^: must be an object with the keys id, date, .*, not (?:nothing|null|"text"|3|a list of 0)$/,
      ),
    ]);
  });

  it('is shown cut', () => {
    const [issue] = issuesOf(sessionLogSchema, { date: 'x'.repeat(5000) });
    expect(issue?.length).toBeLessThan(300);
  });

  it.each([
    [{ title: [{ type: 'paragraph' }] }, 'title.0.type: must be one of text, '],
    [{ title: [{ type: 'text' }] }, 'title.0.value: must be text, not nothing'],
    [
      { title: [{ type: 'link', url: 'x', children: [null] }] },
      'title.0.children.0: must be an inline mdast node, not null',
    ],
    [{ title: [{ type: 'image', url: 'x', alt: 3 }] }, 'title.0.alt: must be text, not 3'],
    [{ title: nested(17) }, 'title.0.children.0.'],
    [{ properties: { a: { b: Number.NaN } } }, 'properties.a.b: must be a finite number, not NaN'],
    [
      { properties: { a: new Date(0) } },
      'properties.a: must be text, a number, true, false, null, a list or a plain object',
    ],
    [{ properties: [] }, 'properties: must be an object of frontmatter keys and values, not a list of 0'],
    [{ details: [{ title: 'x' }] }, 'details.0.items: must be a list, not nothing'],
    [
      { details: [{ title: 'x', table: { columns: [{ name: 'x', align: 'up' }], rows: [] } }] },
      'details.0.table.columns.0.align: must be "left", "right" or "center", not "up"',
    ],
    [
      { otherSections: [{ markdown: 'x', after: 'end' }] },
      'otherSections.0.after: must be one of start, summary, ',
    ],
  ])('is markup and values that no document has: %j', (value, issue) => {
    expect(issuesOf(sessionLogSchema, value).join('\n')).toContain(issue);
  });

  it.each([
    [
      'an H2 heading in a section',
      { otherSections: [{ heading: 'A', markdown: '## B' }] },
      'does not read back as one section',
    ],
    [
      'an unclosed fence',
      { otherSections: [{ heading: 'A', markdown: '```' }] },
      'does not read back as one section',
    ],
    [
      'an unclosed comment',
      { otherSections: [{ heading: 'A', markdown: '<!-- x' }] },
      'does not read back as one section',
    ],
    [
      'a nesting without bounds',
      { otherSections: [{ heading: 'A', markdown: `${'> '.repeat(99)}x` }] },
      'does not read back as one section',
    ],
    [
      'a section of a field',
      { otherSections: [{ heading: 'Summary', markdown: '- x' }] },
      'put its content into `summary`',
    ],
    [
      'a title in the markdown',
      { otherSections: [{ markdown: '# x', after: 'start' }] },
      'put it into `title`',
    ],
    [
      'a second section without heading',
      { summary: [], otherSections: [{ markdown: 'x' }] },
      'only the first section',
    ],
    ['a property of a field', { properties: { device: 'x' } }, 'put "x" into `device`'],
    ['a property beside its field', { device: 'x', properties: { device: ['y'] } }, 'stands there twice'],
    ['a property that is the title', { properties: { title: 'x' } }, 'put "x" into `title`'],
    [
      'a subsection of a field',
      { details: [{ title: 'Startup Metadata', items: ['a: b'] }] },
      'put its content into `metadata`',
    ],
  ])('would be read back as something else: %s', (_, value, message) => {
    expect(issuesOf(sessionLogSchema, value).join('\n')).toContain(message);
  });
});

describe('what a schema returns', () => {
  it('has folded line breaks, visible controls, whole characters and whole seconds', () => {
    expect(
      sessionLogSchema.parse({
        time: '14:05:09.250 AEDT',
        duration: '01:00:00.9',
        started: '2026-02-24T13:56:26.115+11:00',
        user: 'a\u001b[31m\u202eb',
        title: '  two\r\n\tlines  ',
        summary: ['\ud800x', [{ type: 'text', value: 'plain' }]],
        statusChanges: [],
        properties: {},
        details: [],
      }),
    ).toEqual({
      time: '14:05:09 AEDT',
      duration: '01:00:00',
      started: '2026-02-24T13:56:26+11:00',
      user: 'a␛[31m\\u202eb',
      title: 'two lines',
      summary: ['\ufffdx', 'plain'],
      statusNotes: [],
    });
  });

  it('takes a key without a value for an absent one, and leaves what it was given alone', () => {
    const input = Object.freeze({ author: undefined, aliases: Object.freeze(['1\n2']) });
    expect(updateLogSchema.parse(input)).toEqual({ aliases: ['1 2'] });
    expect(input.aliases).toEqual(['1\n2']);
  });
});

function nested(depth: number): unknown[] {
  return depth === 0 ? [{ type: 'text', value: 'x' }] : [{ type: 'emphasis', children: nested(depth - 1) }];
}
