import { describe, expect, it } from 'vitest';
import { describeMetadata } from './describe-metadata.js';

describe('describeMetadata', () => {
  it('sorts by name, and shows what is no text as JSON', () => {
    expect(describeMetadata({ port: 1234, host: 'x\ny', safe_mode: false, none: null, list: [1] })).toEqual([
      { name: 'host', value: 'x y' },
      { name: 'list', value: '[1]' },
      { name: 'none', value: 'null' },
      { name: 'port', value: '1234' },
      { name: 'safe_mode', value: 'false' },
    ]);
  });

  it('shows the same for the same data in another order', () => {
    const [row] = describeMetadata({ limits: { b: [{ d: 1, c: 2 }], a: 3 } });
    expect(row?.value).toBe('{"a":3,"b":[{"c":2,"d":1}]}');
  });

  it.each([undefined, null, 'text', 7])('finds nothing in %s', (metadata) => {
    expect(describeMetadata(metadata)).toEqual([]);
  });

  it('bounds the number of rows and their length, and counts the rest', () => {
    const many = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, index) => [`k${index}`, 'x'.repeat(9_999)]),
    );
    const rows = describeMetadata(many);
    expect(rows).toHaveLength(65);
    expect(rows[0]?.value).toHaveLength(300);
    expect(rows.at(-1)).toEqual({ name: '(other entries)', value: '936' });
  });

  it('does not fail on what is no plain data', () => {
    const loop: Record<string, unknown> = { size: 7n };
    loop.self = loop;
    expect(describeMetadata(loop)).toEqual([
      { name: 'self', value: '(not plain data)' },
      { name: 'size', value: '(not plain data)' },
    ]);
  });
});
