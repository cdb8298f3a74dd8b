import type { Inline, NamedValue, SessionLog } from '../types.js';
import { canonicalLine, canonicalText } from './canonical-text.js';
import {
  type CanonicalInline,
  canonicalDetail,
  canonicalOtherSection,
  canonicalProperties,
  canonicalTime,
  hasContent,
} from './canonicalize-parts.js';
import { SESSION_SECTIONS } from './document-sections.js';
import { anchorSections, layOutSections } from './lay-out-sections.js';
import { mapFields } from './map-fields.js';

/** The same log with every text, time and empty form in its one canonical spelling. */
export function canonicalizeSessionLog(log: SessionLog, canonicalInline: CanonicalInline): SessionLog {
  const canonicalInlines = (items: readonly Inline[]) => items.map(canonicalInline);
  return withoutEquivalents(
    mapFields(log, {
      date: canonicalLine,
      time: canonicalTime,
      device: canonicalLine,
      user: canonicalLine,
      model: canonicalLine,
      duration: canonicalTime,
      session: canonicalLine,
      eventLog: canonicalLine,
      status: canonicalLine,
      started: canonicalTime,
      ended: canonicalTime,
      properties: canonicalProperties,
      title: canonicalInline,
      summary: canonicalInlines,
      filesChanged: ({ created, modified, deleted }) => ({
        created: canonicalInlines(created),
        modified: canonicalInlines(modified),
        deleted: canonicalInlines(deleted),
      }),
      statusChanges: (changes) =>
        changes.map(({ area, before, after }) => ({
          area: canonicalInline(area),
          before: canonicalInline(before),
          after: canonicalInline(after),
        })),
      statusNotes: canonicalInlines,
      decisions: canonicalInlines,
      issues: canonicalInlines,
      nextSteps: (steps) =>
        steps.map(({ text, done }) => ({
          text: canonicalInline(text),
          ...(done === undefined ? {} : { done }),
        })),
      notes: canonicalInlines,
      eventCounts: (counts) =>
        counts.map(({ type, count }) => ({ type: canonicalText(type), count: count === 0 ? 0 : count })),
      metadata: (values) => values.map(canonicalNamedValue),
      details: (details) => details.map((detail) => canonicalDetail(detail, canonicalInline)),
      otherSections: (sections) => sections.map((section) => canonicalOtherSection(section, canonicalInline)),
    }),
  );
}

/** Of forms that look the same in a document, the one that the parser gives. */
function withoutEquivalents(log: SessionLog): SessionLog {
  const { properties, statusChanges, statusNotes, details, otherSections, ...rest } = log;
  const hasChanges = statusChanges !== undefined && statusChanges.length > 0;
  const hasStatusNotes = statusNotes !== undefined && statusNotes.length > 0;
  const isEmptyStatus = !hasChanges && !hasStatusNotes && (statusChanges ?? statusNotes) !== undefined;
  const canonical: SessionLog = {
    ...rest,
    ...(properties !== undefined && Object.keys(properties).length > 0 ? { properties } : {}),
    ...(hasChanges ? { statusChanges } : {}),
    ...(hasStatusNotes ? { statusNotes } : {}),
    ...(isEmptyStatus ? { statusNotes: [] } : {}),
    ...(details !== undefined && details.length > 0 ? { details } : {}),
  };
  const others = anchorSections(layOutSessionSections(canonical, otherSections?.filter(hasContent)));
  return others.length === 0 ? canonical : { ...canonical, otherSections: others };
}

/** What stands in a session log, from top to bottom. */
export function layOutSessionSections(log: SessionLog, others = log.otherSections) {
  const present = new Set<string>(
    SESSION_SECTIONS.filter(({ fields }) => fields.some((field) => log[field] !== undefined)).map(
      ({ key }) => key,
    ),
  );
  return layOutSections(
    SESSION_SECTIONS.map(({ key }) => key),
    (key) => present.has(key),
    others,
  );
}

/** The first `: ` of the list item ends the name, so a name cannot have one. */
function canonicalNamedValue({ name, value }: NamedValue): NamedValue {
  return { name: canonicalText(name).replace(/: +/g, ':'), value: canonicalText(value) };
}
