import * as z from 'zod/mini';
import { buildDetail } from '../documents/build-session-sections.js';
import { canonicalInline } from '../documents/canonical-inline.js';
import { canonicalizeSessionLog, layOutSessionSections } from '../documents/canonicalize-session-log.js';
import { SESSION_SECTIONS } from '../documents/document-sections.js';
import { SESSION_KEYS } from '../documents/frontmatter-keys.js';
import { readNotesFields, SESSION_SECTION_READERS } from '../documents/read-session-sections.js';
import type { SessionLog } from '../types.js';
import {
  boolean,
  count,
  date,
  detail,
  duration,
  inline,
  list,
  otherSection,
  properties,
  record,
  text,
  time,
  timestamp,
} from './field-schemas.js';
import { findSectionConflicts } from './find-conflicts.js';
import type { Problem } from './find-problems.js';
import { findPropertyConflicts, isScalar } from './find-property-conflicts.js';
import type { Assert, Same } from './type-assertions.js';
import { withoutUndefined } from './without-undefined.js';

const shape = record({
  date: z.exactOptional(date()),
  time: z.exactOptional(time()),
  device: z.exactOptional(text()),
  user: z.exactOptional(text()),
  model: z.exactOptional(text()),
  duration: z.exactOptional(duration()),
  session: z.exactOptional(text()),
  eventLog: z.exactOptional(text()),
  status: z.exactOptional(text()),
  started: z.exactOptional(timestamp()),
  ended: z.exactOptional(timestamp()),
  properties: z.exactOptional(properties()),
  title: z.exactOptional(inline()),
  summary: z.exactOptional(list(inline())),
  filesChanged: z.exactOptional(
    record({ created: list(inline()), modified: list(inline()), deleted: list(inline()) }),
  ),
  statusChanges: z.exactOptional(list(record({ area: inline(), before: inline(), after: inline() }))),
  statusNotes: z.exactOptional(list(inline())),
  decisions: z.exactOptional(list(inline())),
  issues: z.exactOptional(list(inline())),
  nextSteps: z.exactOptional(list(record({ text: inline(), done: z.exactOptional(boolean()) }))),
  notes: z.exactOptional(list(inline())),
  eventCounts: z.exactOptional(list(record({ type: text(), count: count() }))),
  metadata: z.exactOptional(list(record({ name: text(), value: text() }))),
  details: z.exactOptional(list(detail())),
  otherSections: z.exactOptional(list(otherSection(SESSION_SECTIONS.map(({ key }) => key)))),
});

/** The compiler refuses a field that is in the schema or in the type alone. */
export type SessionLogShapeIsComplete = Assert<Same<z.output<typeof shape>, SessionLog>>;

const FIELDS_OF_KEYS = new Map(
  SESSION_KEYS.map(([key, field]) => [key, { field: field as string, readsAsField: isScalar }]),
);

/**
 * Checks a session log and gives its canonical value.
 *
 * It names every problem at once: missing and unknown keys (with the nearest known one), wrong types,
 * days and times that do not exist, sections and properties that would read back as something else.
 * The value that it returns has line breaks folded into spaces, control characters shown visibly, lone
 * surrogates replaced, times cut to seconds, and one form for what looks the same. For it holds:
 * `parseSessionLog(formatSessionLog(value, { dialect }))` equals `value` in each dialect.
 *
 * @example
 * ```ts
 * sessionLogSchema.parse({ time: '14:05:09.250', summary: ['two\nlines'] });
 * // { time: '14:05:09', summary: ['two lines'] }
 * ```
 */
export const sessionLogSchema = z.pipe(
  z.transform((value: unknown) => withoutUndefined(value)),
  z.pipe(
    shape,
    z.transform((log: SessionLog, context): SessionLog => {
      const canonical = canonicalizeSessionLog(log, canonicalInline);
      for (const problem of findConflicts(canonical)) {
        context.issues.push({ code: 'custom', input: log, ...problem });
      }
      return canonical;
    }),
  ),
);

function findConflicts(log: SessionLog): Problem[] {
  const { title, details = [] } = log;
  const [detail] = details;
  const fields = detail === undefined ? undefined : readNotesFields(log, detail.title, buildDetail(detail));
  return [
    ...findPropertyConflicts(log.properties ?? {}, title, FIELDS_OF_KEYS, (field) =>
      Object.hasOwn(log, field),
    ),
    ...(fields === undefined
      ? []
      : [
          {
            path: ['details', 0],
            message: `is read as a field: put its content into \`${Object.keys(fields)[0]}\``,
          },
        ]),
    ...findSectionConflicts({
      title,
      layout: layOutSessionSections(log),
      known: SESSION_SECTIONS,
      readers: SESSION_SECTION_READERS,
    }),
  ];
}
