/** A JSON Schema, or a part of one. */
export type JsonSchema = { [keyword: string]: unknown };

export const DRAFT = 'https://json-schema.org/draft/2020-12/schema';
