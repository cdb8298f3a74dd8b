import { readdirSync } from 'node:fs';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { EVENT_LOG, SESSION_LOG } from '../../test/log-names.js';
import { eventLines, sessionText } from '../../test/log-texts.js';
import { makeJournal, openJournal, readFolder } from '../../test/new-journal.js';
import { publishUpdate } from '../../test/publish-update.js';
import { verify } from '../verify/verify.js';
import { diagnose } from './diagnose.js';

it('finds nothing in folders that are not there, and creates none', async () => {
  const root = makeTemporaryFolder();
  expect(await diagnose(openJournal(root).options)).toEqual([]);
  expect(readdirSync(root)).toEqual([]);
});

it('finds nothing in a healthy folder, and changes nothing', async () => {
  const journal = makeJournal({
    [`sessions/${EVENT_LOG}`]: eventLines(['model_loaded']),
    [`sessions/${SESSION_LOG}`]: sessionText({
      session: 's1',
      eventLog: EVENT_LOG,
      counts: { model_loaded: 1 },
    }),
    'sessions/README.md': '# Sessions\n',
    'sessions/SESSION_FORMAT.md': '# Format\n',
    'updates/README.md': '# Updates\n',
    'updates/.DS_Store': '',
    'updates/~syncthing~001_2026-02-24_a.md.tmp': '',
    'updates/.syncthing.001_2026-02-24_a.md.tmp': '',
  });
  await publishUpdate(journal, 'first');
  await publishUpdate(journal, 'second');
  const before = [readFolder(journal.sessions), readFolder(journal.updates)];
  expect(await diagnose(journal.options)).toEqual([]);
  expect([readFolder(journal.sessions), readFolder(journal.updates)]).toEqual(before);
});

it('lists the folders as often for many event logs as for few', async () => {
  const listings: number[] = [];
  for (const count of [3, 12]) {
    const files = Array.from({ length: count }, (_, index) => {
      const second = String(index).padStart(2, '0');
      const log = EVENT_LOG.replace('-100000-', `-1000${second}-`);
      const named = index % 3 === 0 ? { session: 's1', eventLog: log } : {};
      const counts = index % 3 === 1 ? `- Started: 2026-02-24 10:00:${second} UTC\n- Total events: 1\n` : '';
      return [
        [`sessions/${log}`, '{"event_type":"model_loaded","data":{}}\n'],
        [`sessions/${SESSION_LOG.replace('.md', `-${index + 2}.md`)}`, `${sessionText(named)}${counts}`],
      ];
    });
    const root = makeTemporaryFolder();
    makeJournal(Object.fromEntries(files.flat()), root);
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { options } = openJournal(root, fileSystem);
    const codes = (await diagnose(options)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'event-log-without-session-log')).toHaveLength(count / 3);
    await verify(options);
    listings.push(fileSystem.calls.filter(({ name }) => ['readdir', 'readNames'].includes(name)).length);
  }
  expect(listings[1]).toBe(listings[0]);
});
