import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new folder that goes when the test has ended. */
export function makeTemporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'opta-journal-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
