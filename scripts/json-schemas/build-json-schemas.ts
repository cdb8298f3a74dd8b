import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { SESSION_KEYS, UPDATE_KEYS } from '../../packages/journal-format/src/documents/frontmatter-keys.js';
import { openApiDocument } from '../../packages/journal-http/src/openapi/openapi-document.js';
import { root } from '../../tests/workspace.js';
import { buildEventLineSchema } from './event-line-schema.js';
import { buildFrontmatterSchema } from './frontmatter-schema.js';
import type { JsonSchema } from './json-schema.js';

/** The files of docs/reference/schemas: name and text. */
export function buildJsonSchemas(): Record<string, string> {
  const document = openApiDocument();
  // The types of OpenAPI are closed; what they describe is plain JSON Schema.
  const { SessionLog, UpdateLog, EventLine } = (document.components?.schemas ?? {}) as Record<
    string,
    JsonSchema
  >;
  const schemas = {
    'session-log.frontmatter.json': buildFrontmatterSchema(
      'Frontmatter of a session log',
      SessionLog,
      SESSION_KEYS,
    ),
    'update-log.frontmatter.json': buildFrontmatterSchema(
      'Frontmatter of an update log',
      UpdateLog,
      UPDATE_KEYS,
    ),
    'event-line.json': buildEventLineSchema(EventLine),
    'openapi.json': document,
  };
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, layOut(name, schema)]));
}

/** As the linter wants the files of the repository. */
function layOut(name: string, value: unknown): string {
  const command = join(root, 'node_modules/@biomejs/biome/bin/biome');
  return execFileSync(process.execPath, [command, 'format', `--stdin-file-path=${name}`], {
    cwd: root,
    input: JSON.stringify(value, undefined, 2),
    encoding: 'utf8',
  });
}
