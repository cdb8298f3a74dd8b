import type { CommandInput, Inline, UpdateLog } from '../types.js';
import { canonicalLine } from './canonical-text.js';
import {
  type CanonicalInline,
  canonicalOtherSection,
  canonicalProperties,
  canonicalTime,
  hasContent,
} from './canonicalize-parts.js';
import { UPDATE_SECTIONS } from './document-sections.js';
import { anchorSections, layOutSections } from './lay-out-sections.js';
import { mapFields } from './map-fields.js';

/** The same log with every text, time and empty form in its one canonical spelling. */
export function canonicalizeUpdateLog(log: UpdateLog, canonicalInline: CanonicalInline): UpdateLog {
  const canonicalInlines = (items: readonly Inline[]) => items.map(canonicalInline);
  const { properties, otherSections, ...canonical } = mapFields(log, {
    id: canonicalLine,
    date: canonicalLine,
    time: canonicalTime,
    author: canonicalLine,
    versionBefore: canonicalLine,
    versionAfter: canonicalLine,
    commit: canonicalLine,
    promoted: (promoted) => promoted,
    category: canonicalLine,
    uid: canonicalLine,
    aliases: (aliases) => aliases.map(canonicalLine),
    properties: canonicalProperties,
    title: canonicalInline,
    summary: canonicalInlines,
    commandInputs: (inputs) => inputs.map(canonicalCommandInput),
    steps: (steps) =>
      steps.map(({ target, component, step, status, message }) => ({
        target: canonicalInline(target),
        component: canonicalInline(component),
        step: canonicalInline(step),
        status: canonicalInline(status),
        message: canonicalInline(message),
      })),
    otherSections: (sections) => sections.map((section) => canonicalOtherSection(section, canonicalInline)),
  });
  const others = anchorSections(layOutUpdateSections(canonical, otherSections?.filter(hasContent)));
  return {
    ...canonical,
    ...(properties !== undefined && Object.keys(properties).length > 0 ? { properties } : {}),
    ...(others.length === 0 ? {} : { otherSections: others }),
  };
}

/** What stands in an update log, from top to bottom. */
export function layOutUpdateSections(log: UpdateLog, others = log.otherSections) {
  const present = new Set<string>(
    UPDATE_SECTIONS.filter(({ fields }) => fields.some((field) => log[field] !== undefined)).map(
      ({ key }) => key,
    ),
  );
  return layOutSections(
    UPDATE_SECTIONS.map(({ key }) => key),
    (key) => present.has(key),
    others,
  );
}

function canonicalCommandInput({ name, value }: CommandInput): CommandInput {
  return { name: canonicalLine(name), value: value === null ? null : canonicalLine(value) };
}
