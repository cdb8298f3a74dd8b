import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { MAX_LOG_BYTES } from '../constants.js';
import { readLogText } from './read-log-text.js';

const path = () => join(makeTemporaryFolder(), 'log.md');

it.each([0, 1, 65_535, 65_536, 65_537, 200_000])('gives all of a log of %d bytes', (bytes) => {
  const log = path();
  // Longer before, so that what is left in memory would be seen.
  writeFileSync(log, 'é'.repeat(40_000));
  expect(readLogText(log)).toBe('é'.repeat(40_000));
  writeFileSync(log, 'x'.repeat(bytes));
  expect(readLogText(log)).toBe('x'.repeat(bytes));
});

it.each([0, 1, 500, 1_000, 1_001, 65_536, 70_000])(
  'gives all of a log whose size was %d when it was listed',
  (size) => {
    const log = path();
    for (const bytes of [0, 1, 1_000, 65_536, 70_000]) {
      writeFileSync(log, 'x'.repeat(bytes));
      expect(readLogText(log, size)).toBe('x'.repeat(bytes));
    }
  },
);

it('gives the beginning of one that is larger than what is searched', () => {
  const log = path();
  writeFileSync(log, 'x'.repeat(MAX_LOG_BYTES + 1));
  expect(readLogText(log)?.length).toBe(MAX_LOG_BYTES);
});

it('gives nothing where there is none, or a folder or a link has its name', () => {
  const log = path();
  expect(readLogText(log)).toBeUndefined();
  expect(readLogText(join(log, 'log.md'))).toBeUndefined();
  mkdirSync(log);
  expect(readLogText(log)).toBeUndefined();
  const link = path();
  symlinkSync('/etc/hostname', link);
  expect(readLogText(link)).toBeUndefined();
});

it.skipIf(process.platform === 'win32')('waits for nobody at a FIFO', () => {
  const log = path();
  execFileSync('mkfifo', [log]);
  expect(readLogText(log)).toBeUndefined();
});

it.skipIf(process.platform === 'win32')('takes no device for a log', () => {
  expect(readLogText('/dev/zero')).toBeUndefined();
  expect(readLogText('/dev/null')).toBeUndefined();
});
