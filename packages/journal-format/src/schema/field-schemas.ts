import * as z from 'zod/mini';
import { isRealDay } from '../is-real-day.js';
import type { Detail, FrontmatterValue, Inline } from '../types.js';
import { describeValue } from './describe-value.js';
import { findInlineProblem, findValueProblem } from './find-problems.js';
import { nearestKey } from './nearest-key.js';

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?: \S.*)?$/s;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const DURATION = /^\d{2,}:[0-5]\d:[0-5]\d(?:[.,]\d+)?$/;
const ID = /^\d{3,}$/;

/** An object with no other keys; a message names the key that was probably meant. */
export function record<Shape extends z.core.$ZodShape>(shape: Shape) {
  const keys = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys')
        return `must be an object with the keys ${keys.join(', ')}, not ${describeValue(issue.input)}`;
      return issue.keys
        .map(
          (key) =>
            `unknown key ${describeValue(key)}; the nearest one is ${describeValue(nearestKey(key, keys))}`,
        )
        .join(', and ');
    },
  });
}

export function list<Item extends z.ZodMiniType>(item: Item) {
  return z.array(item, { error: (issue) => `must be a list, not ${describeValue(issue.input)}` });
}

export function text() {
  return z.string({ error: (issue) => `must be text, not ${describeValue(issue.input)}` });
}

export function boolean() {
  return z.boolean({ error: (issue) => `must be true or false, not ${describeValue(issue.input)}` });
}

/** A local day that exists. */
export function date() {
  return text().check(refuse((value) => !isRealDay(value), 'must be a day such as 2026-02-24'));
}

/** `HH:MM` or `HH:MM:SS`, perhaps with a zone behind a space. */
export function time() {
  return text().check(
    refuse((value) => !TIME.test(value), 'must be a time such as "14:05", "14:05:09" or "14:05 AEDT"'),
  );
}

/** ISO 8601 with an offset. */
export function timestamp() {
  return text().check(
    refuse(
      (value) => !TIMESTAMP.test(value) || !isRealDay(value.slice(0, 10)),
      'must be a time with its offset such as 2026-02-24T13:56:26+11:00',
    ),
  );
}

export function duration() {
  return text().check(
    refuse((value) => !DURATION.test(value), 'must be hours, minutes and seconds such as "00:05:00"'),
  );
}

/** The number of an update log with its leading zeros. */
export function id() {
  return text().check(refuse((value) => !ID.test(value), 'must be at least three digits such as "007"'));
}

/** A whole number from 0. */
export function count() {
  return z
    .number({ error: (issue) => `must be a number, not ${describeValue(issue.input)}` })
    .check(refuse((value) => !Number.isSafeInteger(value) || value < 0, 'must be a whole number from 0'));
}

/** A line of text, or inline markup as mdast. */
export function inline() {
  return custom<Inline>(findInlineProblem);
}

/** Frontmatter keys that have no field of their own. */
export function properties() {
  return custom<Record<string, FrontmatterValue>>((value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? findValueProblem(value)
      : {
          path: [],
          message: `must be an object of frontmatter keys and values, not ${describeValue(value)}`,
        },
  );
}

/** A section that no field describes; `after` is `start` or one of the sections. */
export function otherSection(sections: readonly string[]) {
  const anchors = ['start', ...sections];
  return record({
    heading: z.exactOptional(inline()),
    markdown: text(),
    after: z.exactOptional(
      text().check(refuse((value) => !anchors.includes(value), `must be one of ${anchors.join(', ')}`)),
    ),
  });
}

/** The kinds of a subsection of Notes; told apart by the key of their content. */
export function detail() {
  const align = z.enum(['left', 'right', 'center'], {
    error: (issue) => `must be "left", "right" or "center", not ${describeValue(issue.input)}`,
  });
  const kinds = {
    table: record({
      title: inline(),
      table: record({
        columns: list(record({ name: inline(), align: z.exactOptional(align) })),
        rows: list(list(inline())),
      }),
    }),
    items: record({ title: inline(), items: list(inline()) }),
    code: record({
      title: inline(),
      code: record({ language: z.exactOptional(text()), text: text() }),
    }),
  };
  return z.pipe(
    z.custom<Detail>(),
    z.transform((value: Detail, context): Detail => {
      const kind = (['table', 'items', 'code'] as const).find(
        (key) => typeof value === 'object' && value !== null && Object.hasOwn(value, key),
      );
      const result = kinds[kind ?? 'items'].safeParse(value);
      if (result.success) return value;
      for (const issue of result.error.issues) {
        context.issues.push({ code: 'custom', path: [...issue.path], message: issue.message, input: value });
      }
      return value;
    }),
  );
}

function custom<Value>(
  findProblem: (value: unknown) => { path: PropertyKey[]; message: string } | undefined,
) {
  return z.custom<Value>().check((payload) => {
    const problem = findProblem(payload.value);
    if (problem !== undefined) payload.issues.push({ code: 'custom', input: payload.value, ...problem });
  });
}

function refuse<Value>(isWrong: (value: Value) => boolean, rule: string) {
  return z.check<Value>((payload) => {
    if (!isWrong(payload.value)) return;
    payload.issues.push({
      code: 'custom',
      input: payload.value,
      message: `${rule}, not ${describeValue(payload.value)}`,
    });
  });
}
