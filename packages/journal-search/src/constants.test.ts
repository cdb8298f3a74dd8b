import * as store from '@opta/journal-store';
import { expect, it } from 'vitest';
import { ARCHIVE_DIRECTORY } from './constants.js';

it('the folder of archived logs has the name that the store gives it', () => {
  expect(ARCHIVE_DIRECTORY).toBe(store.ARCHIVE_DIRECTORY);
});
