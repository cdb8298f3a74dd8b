import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { createViewer } from '../src/index.js';

/** Of scripts and styles, compressed, that are there before anything is shown. */
const MAX_FIRST_BYTES = 90_000;

it('loads at most 90 KB before it shows something', async () => {
  const viewer = createViewer();
  const get = async (path: string): Promise<Uint8Array> => {
    const response = viewer(new Request(`http://localhost/admin/journal/${path}`));
    expect(response.status, path).toBe(200);
    return new Uint8Array(await response.arrayBuffer());
  };
  const page = new TextDecoder().decode(await get(''));
  const names = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThanOrEqual(2);
  const files = await Promise.all(names.map(get));
  const bytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0);
  expect(bytes).toBeLessThanOrEqual(MAX_FIRST_BYTES);
});

it('ships the licences of what is built into the page and its workers', () => {
  const text = readFileSync(join(import.meta.dirname, '../dist/app/third-party-notices.txt'), 'utf8');
  const parts = text.split(/^## /m).slice(1);
  const names = parts.map((part) => part.slice(0, part.indexOf(' ')));
  expect(names).toEqual(
    expect.arrayContaining(['preact', '@preact/signals', 'uplot', 'micromark', 'hast-util-sanitize']),
  );
  for (const part of parts) expect(part, part.split('\n', 1)[0]).toMatch(/copyright/i);
});
