import { expect, it } from 'vitest';
import * as entry from './index.js';

it('exports exactly these names of ./index.js', () => {
  expect(Object.keys(entry).sort()).toEqual(['JournalCliError', 'runCli']);
});
