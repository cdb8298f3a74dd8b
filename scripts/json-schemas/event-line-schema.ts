import { NOTE_KINDS } from '../../packages/journal-runtime/src/note-kinds.js';
import { DRAFT, type JsonSchema } from './json-schema.js';

const TEXT: JsonSchema = { type: 'string' };
const NULLABLE_TEXT: JsonSchema = { type: ['string', 'null'] };
const COUNT: JsonSchema = { type: 'integer', minimum: 0 };
const COUNTS_BY_NAME: JsonSchema = { type: 'object', additionalProperties: COUNT };
const INSTANT: JsonSchema = { type: 'string', description: 'ISO 8601 with offset' };

/** The data of the journal's own records; keys may be added at any time. */
const OWN_DATA: Readonly<Record<string, JsonSchema>> = {
  journal_session_start: objectOf(
    {
      session: TEXT,
      segment: { type: 'integer', minimum: 1 },
      format_version: { const: 1 },
      device: TEXT,
      user: TEXT,
      model: TEXT,
      started_at: INSTANT,
      time_zone: { type: 'string', description: 'IANA name' },
      pid: { type: 'integer' },
      metadata: { type: 'object' },
    },
    {
      process_start: TEXT,
      boot_id: TEXT,
      machine_id: TEXT,
      pid_namespace: TEXT,
      dialect: { enum: ['lmx', 'cli'] },
    },
  ),
  journal_session_end: objectOf(
    {
      ended_at: INSTANT,
      duration_ms: { type: 'number', minimum: 0 },
      status: TEXT,
      reason: NULLABLE_TEXT,
      summary: NULLABLE_TEXT,
      ledger: {
        anyOf: [
          objectOf(
            { emitted: COUNT, written: COUNT, skipped: COUNT, refused: COUNT, dropped: COUNT },
            { skippedByType: COUNTS_BY_NAME, refusedByType: COUNTS_BY_NAME, droppedByType: COUNTS_BY_NAME },
          ),
          { type: 'null' },
        ],
      },
    },
    { redactions: { ...COUNTS_BY_NAME, description: 'How many secrets were replaced, by kind' } },
  ),
  journal_note: objectOf({ kind: { enum: [...NOTE_KINDS] }, text: TEXT }),
  journal_gap: objectOf(
    { from: INSTANT, to: INSTANT, dropped: COUNT, by_type: COUNTS_BY_NAME, reason: TEXT },
    {
      from_sequence: { ...COUNT, description: '`seq` of the first line that is in doubt or gone' },
      to_sequence: COUNT,
    },
  ),
  journal_text: {
    ...objectOf({ request_id: TEXT, field: TEXT, text: TEXT }),
    description: 'The rest of a text that came in pieces, where contents are journaled',
  },
};

/** @param line - what every line has, as the admin API describes it */
export function buildEventLineSchema(line: JsonSchema | undefined): JsonSchema {
  if (line === undefined) throw new Error('The admin API describes no EventLine');
  const { properties, required, additionalProperties: _, ...rest } = line;
  return {
    $schema: DRAFT,
    title: 'Line of an event log',
    ...rest,
    properties: {
      ...(properties as JsonSchema),
      seq: { type: 'integer', minimum: 1, description: 'Absent in logs of the original programs' },
      timestamp: INSTANT,
      feed_id: { type: 'string', description: 'Under which id another server’s feed gave the event' },
      check: { type: 'string', pattern: '^[0-9a-f]{8}$', description: 'CRC-32, chained' },
    },
    required: [...(required as string[]), 'data'],
    allOf: Object.entries(OWN_DATA).map(([type, data]) => ({
      if: { properties: { event_type: { const: type } }, required: ['event_type'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ['seq'], properties: { data } },
    })),
  };
}

function objectOf(
  required: Record<string, JsonSchema>,
  optional: Record<string, JsonSchema> = {},
): JsonSchema {
  return { type: 'object', properties: { ...required, ...optional }, required: Object.keys(required) };
}
