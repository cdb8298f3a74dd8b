import { parseSessionLog } from '@opta/journal-format/parse';
import { expect, it } from 'vitest';
import { TABLE_CHUNK_ROWS } from '../constants.js';
import { splitTables } from './split-tables.js';

it('gives all rows in small parts, also where somebody has put blank lines', () => {
  const count = 2 * TABLE_CHUNK_ROWS + 1;
  const rows = Array.from({ length: count }, (_, index) => `| tea_${index} | ${index} |`);
  const table = ['| Event Type | Count |', '| --- | ---: |', ...rows];
  const text = ['# Log', '## Notes', '### Event Summary', '', ...table, '', '### Startup Metadata'].join(
    '\r\n',
  );
  const parts = [...splitTables(text)];
  expect(parts).toHaveLength(3);
  const counts = parts.flatMap((part) => parseSessionLog(part).eventCounts ?? []);
  expect(counts).toEqual(rows.map((_, index) => ({ type: `tea_${index}`, count: index })));
});

it('gives nothing where a heading has no table', () => {
  expect([...splitTables('## Notes\n### Models\nnone\n')]).toEqual([]);
});
