import fc from 'fast-check';
import type { PhrasingContent } from 'mdast';
import type { Detail, FrontmatterValue, Inline, SessionLog, UpdateLog } from '../src/types.js';
import { hostileText } from './hostile-text.js';

/** Inline mdast, also such as no markdown can say. */
const hostilePhrasing: fc.Arbitrary<PhrasingContent[]> = fc.letrec<{
  nodes: PhrasingContent[];
  node: PhrasingContent;
}>((tie) => ({
  nodes: fc.array(tie('node'), { maxLength: 3, depthIdentifier: 'phrasing' }),
  node: fc.oneof(
    { depthIdentifier: 'phrasing', maxDepth: 3, withCrossShrink: true },
    hostileText.map((value) => ({ type: 'text' as const, value })),
    hostileText.map((value) => ({ type: 'inlineCode' as const, value })),
    fc
      .constantFrom('<b>', '</b>', '<br/>', '<!-- x -->', '<!--', '<div>', '<script>', 'no tag')
      .map((value) => ({ type: 'html' as const, value })),
    fc.constant({ type: 'break' as const }),
    fc.record({
      type: fc.constantFrom('emphasis' as const, 'strong' as const, 'delete' as const),
      children: tie('nodes'),
    }),
    fc.record({
      type: fc.constant('link' as const),
      url: hostileText,
      title: fc.option(hostileText),
      children: tie('nodes'),
    }),
    fc.record({
      type: fc.constant('image' as const),
      url: hostileText,
      title: fc.option(hostileText),
      alt: hostileText,
    }),
    fc.record({
      type: fc.constant('linkReference' as const),
      identifier: hostileText,
      label: hostileText,
      referenceType: fc.constant('full' as const),
      children: tie('nodes'),
    }),
    fc.record({
      type: fc.constant('footnoteReference' as const),
      identifier: hostileText,
      label: hostileText,
    }),
  ) as fc.Arbitrary<PhrasingContent>,
})).nodes;

const hostileInline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 5, arbitrary: hostileText },
  { weight: 1, arbitrary: hostilePhrasing },
);

/** Blocks of markdown that close what they open, and some that do not. */
const hostileMarkdown: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: hostileText },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          'A paragraph.',
          '- a\n- b',
          '1. a\n   - b',
          '> quote',
          '```js\n## no heading\n```',
          '~~~\n~~~',
          '    code',
          '| a | b |\n| --- | ---: |\n| c | d |',
          '### Deeper',
          '#### x',
          '# One',
          'Title\n=====',
          'Title\n-----',
          '## Summary',
          '## Two',
          '---',
          '***',
          '<div>\n## in html\n</div>',
          '<!-- a\n\nb -->',
          '<!-- open',
          '```',
          '[a]: http://b',
          '[^1]: note\n    more',
          '- [x] done\n- [ ] open',
          'a\\',
          '- (none)',
          '- `a`: `b`',
          '\t- tab',
          '  two',
          '- \n\n  x',
          '---\na: b\n---',
        ),
      },
    ),
    { maxLength: 4 },
  )
  .map((blocks) => blocks.join('\n\n'));

const items = fc.array(hostileInline, { maxLength: 3 });

const value: fc.Arbitrary<FrontmatterValue> = fc.letrec<{ value: FrontmatterValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    hostileText,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(hostileText, tie('value'), { maxKeys: 2 }),
  ),
})).value;

const KEYS = [
  'title',
  'title_markdown',
  'date',
  'id',
  'promoted',
  'aliases',
  'tags',
  'cssclasses',
  'y',
  'null',
  '1',
  '',
  '__proto__',
  'a b',
  'x:y',
];
const properties = fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), hostileText), value, { maxKeys: 3 });

const detail: fc.Arbitrary<Detail> = fc.oneof(
  fc.record({ title: fc.oneof(hostileInline, fc.constantFrom('Event Summary', 'Startup Metadata')), items }),
  fc.record({
    title: fc.oneof(hostileInline, fc.constant('Event Summary')),
    table: fc.integer({ min: 1, max: 3 }).chain((width) =>
      fc.record({
        columns: fc.array(
          fc.record(
            {
              name: hostileInline,
              align: fc.constantFrom('left' as const, 'right' as const, 'center' as const),
            },
            { requiredKeys: ['name'] },
          ),
          { minLength: width, maxLength: width },
        ),
        rows: fc.array(fc.array(hostileInline, { minLength: width, maxLength: width }), { maxLength: 2 }),
      }),
    ),
  }),
  fc.record({
    title: hostileInline,
    code: fc.record(
      { language: fc.constantFrom('js', 'mermaid', 'c++', 'a b', '`'), text: hostileText },
      { requiredKeys: ['text'] },
    ),
  }),
);

const others = (sections: readonly string[]) =>
  fc.array(
    fc.record(
      {
        heading: fc.oneof(hostileInline, fc.constantFrom('Summary', 'Notes', 'Step Results')),
        markdown: hostileMarkdown,
        after: fc.constantFrom('start', ...sections),
      },
      { requiredKeys: ['markdown'] },
    ),
    { maxLength: 2 },
  );

const date = fc.constantFrom('2026-02-24', '2024-02-29');
const time = fc.constantFrom('00:05', '14:05:09', '14:05 AEDT', '23:59:59.999 +11:00', '04:14 \u202eAEDT');
const timestamp = fc.constantFrom('2026-02-24T13:56:26+11:00', '2026-02-24T02:56:26.123Z');

/** Session logs with hostile text in every field, a few fields each. */
export const hostileSessionLog: fc.Arbitrary<SessionLog> = fewFields({
  date,
  time,
  device: hostileText,
  user: hostileText,
  model: hostileText,
  duration: fc.constantFrom('00:00:00', '125:59:59', '01:00:00.5'),
  session: hostileText,
  eventLog: hostileText,
  status: hostileText,
  started: timestamp,
  ended: timestamp,
  properties,
  title: hostileInline,
  summary: items,
  filesChanged: fc.record({ created: items, modified: items, deleted: items }),
  statusChanges: fc.array(fc.record({ area: hostileInline, before: hostileInline, after: hostileInline }), {
    maxLength: 2,
  }),
  statusNotes: items,
  decisions: items,
  issues: items,
  nextSteps: fc.array(fc.record({ text: hostileInline, done: fc.boolean() }, { requiredKeys: ['text'] }), {
    maxLength: 3,
  }),
  notes: items,
  eventCounts: fc.array(fc.record({ type: hostileText, count: fc.oneof(fc.constant(0), fc.nat()) }), {
    maxLength: 3,
  }),
  metadata: fc.array(fc.record({ name: hostileText, value: hostileText }), { maxLength: 3 }),
  details: fc.array(detail, { maxLength: 2 }),
  otherSections: others([
    'summary',
    'filesChanged',
    'statusChanges',
    'decisions',
    'issues',
    'nextSteps',
    'notes',
  ]),
});

/** Update logs with hostile text in every field, a few fields each. */
export const hostileUpdateLog: fc.Arbitrary<UpdateLog> = fewFields({
  id: fc.constantFrom('001', '010', '200', '0999', '123'),
  date,
  time,
  author: hostileText,
  versionBefore: hostileText,
  versionAfter: hostileText,
  commit: hostileText,
  promoted: fc.constantFrom(true, false, null),
  category: hostileText,
  uid: hostileText,
  aliases: fc.array(hostileText, { maxLength: 3 }),
  properties,
  title: hostileInline,
  summary: items,
  commandInputs: fc.array(fc.record({ name: hostileText, value: fc.option(hostileText) }), { maxLength: 4 }),
  steps: fc.array(
    fc.record({
      target: hostileInline,
      component: hostileInline,
      step: hostileInline,
      status: hostileInline,
      message: hostileInline,
    }),
    { maxLength: 2 },
  ),
  otherSections: others(['summary', 'commandInputs', 'steps']),
});

/** Records of one to five fields: small documents, so that many fit into a run. */
function fewFields<Fields extends object>(
  fields: { [Name in keyof Fields]-?: fc.Arbitrary<NonNullable<Fields[Name]> | Extract<Fields[Name], null>> },
): fc.Arbitrary<Fields> {
  const names = Object.keys(fields) as (keyof Fields)[];
  return fc
    .subarray(names, { minLength: 1, maxLength: 5 })
    .chain((chosen) =>
      fc.record(Object.fromEntries(chosen.map((name) => [name, fields[name]]))),
    ) as fc.Arbitrary<Fields>;
}
