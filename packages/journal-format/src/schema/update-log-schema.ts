import * as z from 'zod/mini';
import { canonicalInline } from '../documents/canonical-inline.js';
import { canonicalizeUpdateLog, layOutUpdateSections } from '../documents/canonicalize-update-log.js';
import { UPDATE_SECTIONS } from '../documents/document-sections.js';
import { UPDATE_KEYS } from '../documents/frontmatter-keys.js';
import { UPDATE_SECTION_READERS } from '../documents/read-update-sections.js';
import type { FrontmatterValue, UpdateLog } from '../types.js';
import {
  boolean,
  date,
  id,
  inline,
  list,
  otherSection,
  properties,
  record,
  text,
  time,
} from './field-schemas.js';
import { findSectionConflicts } from './find-conflicts.js';
import type { Problem } from './find-problems.js';
import { findPropertyConflicts, isScalar, type ReadsAsField } from './find-property-conflicts.js';
import type { Assert, Same } from './type-assertions.js';
import { withoutUndefined } from './without-undefined.js';

const shape = record({
  id: z.exactOptional(id()),
  date: z.exactOptional(date()),
  time: z.exactOptional(time()),
  author: z.exactOptional(text()),
  versionBefore: z.exactOptional(text()),
  versionAfter: z.exactOptional(text()),
  commit: z.exactOptional(text()),
  promoted: z.exactOptional(z.nullable(boolean())),
  category: z.exactOptional(text()),
  uid: z.exactOptional(text()),
  aliases: z.exactOptional(list(text())),
  properties: z.exactOptional(properties()),
  title: z.exactOptional(inline()),
  summary: z.exactOptional(list(inline())),
  commandInputs: z.exactOptional(list(record({ name: text(), value: z.nullable(text()) }))),
  steps: z.exactOptional(
    list(
      record({ target: inline(), component: inline(), step: inline(), status: inline(), message: inline() }),
    ),
  ),
  otherSections: z.exactOptional(list(otherSection(UPDATE_SECTIONS.map(({ key }) => key)))),
});

/** The compiler refuses a field that is in the schema or in the type alone. */
export type UpdateLogShapeIsComplete = Assert<Same<z.output<typeof shape>, UpdateLog>>;

const READS_AS_FIELD: Partial<Record<string, ReadsAsField>> = {
  promoted: (value) => value === null || typeof value === 'boolean',
  aliases: (value: FrontmatterValue) => isScalar(value) || (Array.isArray(value) && value.every(isScalar)),
};

const FIELDS_OF_KEYS = new Map(
  UPDATE_KEYS.map(([key, field]) => [
    key,
    { field: field as string, readsAsField: READS_AS_FIELD[field] ?? isScalar },
  ]),
);

/**
 * Checks an update log and gives its canonical value, as `sessionLogSchema` does for a session log.
 * For that value holds: `parseUpdateLog(formatUpdateLog(value, { dialect }))` equals it in each dialect.
 *
 * @example
 * ```ts
 * updateLogSchema.safeParse({ id: 7, autor: 'ann' }).error?.issues.map(({ message }) => message);
 * // [ 'must be text, not 7', 'unknown key "autor"; the nearest one is "author"' ]
 * ```
 */
export const updateLogSchema = z.pipe(
  z.transform((value: unknown) => withoutUndefined(value)),
  z.pipe(
    shape,
    z.transform((log: UpdateLog, context): UpdateLog => {
      const canonical = canonicalizeUpdateLog(log, canonicalInline);
      for (const problem of findConflicts(canonical)) {
        context.issues.push({ code: 'custom', input: log, ...problem });
      }
      return canonical;
    }),
  ),
);

function findConflicts(log: UpdateLog): Problem[] {
  return [
    ...findPropertyConflicts(log.properties ?? {}, log.title, FIELDS_OF_KEYS, (field) =>
      Object.hasOwn(log, field),
    ),
    ...findSectionConflicts({
      title: log.title,
      layout: layOutUpdateSections(log),
      known: UPDATE_SECTIONS,
      readers: UPDATE_SECTION_READERS,
    }),
  ];
}
