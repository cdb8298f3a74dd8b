// Writes src/events/find-word-code.ts anew: node --import tsx wasm/write-find-word.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFindWord } from './compile-find-word.js';

const path = join(import.meta.dirname, '../src/events/find-word-code.ts');
writeFileSync(
  path,
  `/** What \`wasm/find-word.wat\` compiles to; \`wasm/write-find-word.ts\` writes it. */
export const FIND_WORD_CODE =
  '${await compileFindWord()}';
`,
);
