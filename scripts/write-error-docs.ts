import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tests/workspace.js';
import { buildErrorDocs } from './error-docs.js';

writeFileSync(join(root, 'docs/errors.md'), await buildErrorDocs());
