import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tests/workspace.js';
import { buildJsonSchemas } from './json-schemas/build-json-schemas.js';

for (const [name, text] of Object.entries(buildJsonSchemas())) {
  writeFileSync(join(root, 'docs/reference/schemas', name), text);
}
