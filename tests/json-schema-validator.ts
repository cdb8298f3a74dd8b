import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './workspace.js';

export type Validate = ((value: unknown) => boolean) & { errors?: unknown };

/** Ajv, which the linter of OpenAPI documents brings: a validator that knows nothing of our schemas' source. */
const { resolve } = createRequire(join(root, 'packages/journal-http/package.json'));
const { default: Ajv } = createRequire(resolve('@redocly/openapi-core'))('@redocly/ajv/dist/2020') as {
  default: new (options: object) => { compile(schema: object): Validate };
};

/** @returns what checks a value; its `errors` say what was wrong with the last one */
export function compileSchema(schema: object): Validate {
  // `format` is a note for people here; the patterns say it too.
  return new Ajv({ strictSchema: true, allErrors: true, validateFormats: false }).compile(schema);
}
