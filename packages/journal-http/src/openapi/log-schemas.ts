import { sessionLogSchema, updateLogSchema } from '@opta/journal-format/schema';
import * as z from 'zod';
import type { OpenApiDocument } from './openapi-document.js';

type JsonSchema = NonNullable<NonNullable<OpenApiDocument['components']>['schemas']>[string];

const TEXT: JsonSchema = { type: 'string' };
const INLINE = refTo('Inline');
const DOCUMENT = 'The data of the log, in the type of that name of @opta/journal-format';

const NODE_TYPES = [
  'text',
  'inlineCode',
  'html',
  'break',
  'emphasis',
  'strong',
  'delete',
  'link',
  'linkReference',
  'image',
  'imageReference',
  'footnoteReference',
];

/** Which of its fields a node has depends on its type, as mdast says. */
const INLINE_NODE: JsonSchema = {
  description: 'Inline markup as mdast',
  type: 'object',
  properties: {
    type: { enum: NODE_TYPES },
    value: TEXT,
    children: listOf(refTo('InlineNode')),
    url: TEXT,
    title: { type: ['string', 'null'] },
    alt: { type: ['string', 'null'] },
    identifier: TEXT,
    label: { type: ['string', 'null'] },
    referenceType: { enum: ['shortcut', 'collapsed', 'full'] },
  },
  required: ['type'],
};

/** The kinds of a subsection of Notes; their schema tells them apart in a way that JSON Schema has no form for. */
const DETAIL: JsonSchema = {
  description: 'A subsection of Notes: its heading, and a table, a list or a block of code',
  oneOf: [
    objectOf({
      title: INLINE,
      table: objectOf({
        columns: listOf(objectOf({ name: INLINE, align: { enum: ['left', 'right', 'center'] } }, ['name'])),
        rows: listOf(listOf(INLINE)),
      }),
    }),
    objectOf({ title: INLINE, items: listOf(INLINE) }),
    objectOf({ title: INLINE, code: objectOf({ language: TEXT, text: TEXT }, ['text']) }),
  ],
};

/** The documents that a log is as JSON, and what they are made of, by the names of their components. */
export const LOG_SCHEMAS: Record<string, JsonSchema> = {
  SessionLog: { description: DOCUMENT, ...toJsonSchema(sessionLogSchema) },
  UpdateLog: { description: DOCUMENT, ...toJsonSchema(updateLogSchema) },
  Inline: { description: 'A line of plain text, or of markup', anyOf: [TEXT, listOf(refTo('InlineNode'))] },
  InlineNode: INLINE_NODE,
  Detail: DETAIL,
};

/** @param component - a name of {@link LOG_SCHEMAS} */
export function refTo(component: string): { $ref: string } {
  return { $ref: `#/components/schemas/${component}` };
}

/** What a schema of a log takes is what it returns, but for the spelling of texts. */
function toJsonSchema(schema: z.core.$ZodType): JsonSchema {
  const { $schema: _, ...described } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema, path: [, field, ...inside] }) {
      if (zodSchema._zod.def.type !== 'custom') return;
      if (field === 'properties' && inside.length === 0) {
        Object.assign(jsonSchema, { type: 'object', additionalProperties: {} });
      } else Object.assign(jsonSchema, field === 'details' ? refTo('Detail') : INLINE);
    },
  });
  // The types of OpenAPI do not take those of zod, though both mean JSON Schema 2020-12.
  return described as JsonSchema;
}

function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

/** @param required - default: all */
function objectOf(properties: Record<string, JsonSchema>, required = Object.keys(properties)): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}
