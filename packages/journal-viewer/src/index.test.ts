import { describe, expect, it } from 'vitest';
import * as entry from './index.js';

describe('@opta/journal-viewer', () => {
  it('exports exactly these names', () => {
    expect(Object.keys(entry).sort()).toEqual(['createViewer']);
  });
});
