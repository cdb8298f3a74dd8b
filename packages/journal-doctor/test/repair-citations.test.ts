import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repair } from '@opta/journal-doctor';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { updateText } from './log-texts.js';
import { FIRST, SECOND } from './logs-of-one-number.js';
import { makeJournal, openJournal, readFolder, readShelf } from './new-journal.js';
import { repairAll } from './repair-all.js';

describe('citations', () => {
  const CITING = updateText({
    id: '008',
    time: '11:00:00',
    summary: ['Follows 007_2026-02-24_b.md and update 007.', 'Not 007_2026-02-24_a.md.'],
  });

  it('stay as they are unless they are to be rewritten', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': FIRST,
      'updates/007_2026-02-24_b.md': SECOND,
      'updates/008_2026-02-24_c.md': CITING,
    });
    await repairAll(journal);
    expect(readFolder(journal.updates)['008_2026-02-24_c.md']).toBe(CITING);
    await repairAll(journal, true);
    expect(readFolder(journal.updates)['008_2026-02-24_c.md']).toBe(
      CITING.replace('007_2026-02-24_b.md', '009_2026-02-24_b.md'),
    );
    expect(readShelf(journal.updates, 'replaced/pending')).toEqual([]);
  });

  it('are not written into a log that an editor has just changed', async () => {
    const journal = makeJournal({
      'updates/007_2026-02-24_a.md': FIRST,
      'updates/007_2026-02-24_b.md': SECOND,
      'updates/008_2026-02-24_c.md': CITING,
    });
    await repairAll(journal);
    const path = join(journal.updates, '008_2026-02-24_c.md');
    const edited = `${CITING}\n`;
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) => {
      if (name === 'rename' && String(args[1]).endsWith('pending/008_2026-02-24_c.md'))
        writeFileSync(path, edited);
      return undefined;
    });
    const { options } = openJournal(dirname(journal.updates), fileSystem);
    const report = await repair([], { ...options, rewriteCitations: true });
    expect(report.failed).toMatchObject([{ error: { code: 'JOURNAL_DOCTOR_LOG_CHANGED' } }]);
    expect(readFileSync(path, 'utf8')).toBe(edited);
    expect(readShelf(journal.updates, 'replaced/pending')).toEqual([]);
  });
});
