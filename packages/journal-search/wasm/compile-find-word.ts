import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import loadWabt from 'wabt';

/** The module of `find-word.wat`, as base64. */
export async function compileFindWord(): Promise<string> {
  const { parseWat } = await loadWabt();
  const text = readFileSync(join(import.meta.dirname, 'find-word.wat'), 'utf8');
  const module = parseWat('find-word.wat', text, { simd: true });
  try {
    return Buffer.from(module.toBinary({}).buffer).toString('base64');
  } finally {
    module.destroy();
  }
}
