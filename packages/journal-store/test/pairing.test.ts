import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { nodeFileSystem } from '@opta/journal-fs';
import fc from 'fast-check';
import { createFaultFileSystem } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { makeRetentionFolder, writeSession } from './retention-folder.js';

const second = fc.integer({ min: 0, max: 2 });
const session = fc.constantFrom(undefined, 'a', 'b', 'c');
const eventLogName = second.map((at) => `2026-02-24-12000${at}-dev-events.jsonl`);

const eventLog = fc.record({
  fileName: fc
    .tuple(eventLogName, fc.constantFrom('', '.2', '.3'))
    .map(([name, segment]) => name.replace('.jsonl', `${segment}.jsonl`)),
  session,
  lines: fc.integer({ min: 0, max: 3 }),
  isArchived: fc.boolean(),
});

const sessionLog = fc.record({
  fileName: fc.constantFrom(
    '2026-02-24-1200-dev-a.md',
    '2026-02-24-1200-dev-b.md',
    '2026-02-25-0000-x-c.md',
    'renamed.md',
  ),
  session,
  eventLog: fc.option(eventLogName, { nil: undefined }),
  second,
  events: fc.integer({ min: 0, max: 3 }),
  isArchived: fc.boolean(),
});

describe('pairing all event logs at once', () => {
  it('gives for each a session log exactly where asking for it alone does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(eventLog, { maxLength: 5, selector: ({ fileName }) => fileName }),
        // Two logs of one session or event log are damage of their own: which one is found may differ.
        fc.uniqueArray(sessionLog, { maxLength: 4, selector: ({ fileName }) => fileName }),
        async (eventLogs, sessionLogs) => {
          const { directory, store } = makeRetentionFolder();
          const month = join(directory, 'archive/2026-02');
          mkdirSync(month, { recursive: true });
          for (const { fileName, session: id, lines, isArchived } of eventLogs) {
            const head =
              id === undefined ? '' : `{"event_type":"journal_session_start","data":{"session":"${id}"}}\n`;
            const text = `${head}${'{"event_type":"e"}\n'.repeat(lines)}`;
            if (isArchived) writeFileSync(join(month, `${fileName}.gz`), gzipSync(text));
            else writeFileSync(join(directory, fileName), text);
          }
          for (const log of sessionLogs) {
            const keys = [
              ...(log.session === undefined ? [] : [`session: ${log.session}`]),
              ...(log.eventLog === undefined ? [] : [`event_log: ${log.eventLog}`]),
              'device: dev',
            ];
            const body = `- Started: 2026-02-24 12:00:0${log.second} UTC\n- Total events: ${log.events}\n`;
            writeFileSync(
              join(log.isArchived ? month : directory, log.fileName),
              `---\n${keys.join('\n')}\n---\n\n${body}`,
            );
          }
          const pairs = await store.pairEventLogs();
          expect(pairs.map((pair) => pair.eventLog)).toEqual(await store.listEventLogs());
          for (const { eventLog: entry, sessionLog: paired } of pairs) {
            const alone = await store.findSessionLog(entry.fileName);
            expect(paired === undefined).toBe(alone === undefined);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('reads every file once, however many there are', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { directory, store } = makeRetentionFolder(fileSystem);
    for (let index = 0; index < 60; index += 1) {
      writeSession(directory, { days: index, isFinished: index % 2 === 0 });
    }
    const pairs = await store.pairEventLogs();
    expect(pairs).toHaveLength(60);
    expect(pairs.filter(({ sessionLog: log }) => log === undefined)).toHaveLength(30);
    expect(fileSystem.calls.filter(({ name }) => name === 'open')).toHaveLength(90);
    expect(fileSystem.calls.filter(({ name }) => name === 'readdir')).toHaveLength(1);
    expect(fileSystem.openDescriptors.size).toBe(0);
  });

  it.each(['EIO', 'EMFILE'])(
    'gives its own error or the pairs when the system answers %s, at whichever call',
    async (errno) => {
      const fileSystem = createFaultFileSystem(nodeFileSystem);
      const { directory, store } = makeRetentionFolder(fileSystem);
      writeSession(directory, { days: 1 });
      writeFileSync(join(directory, '2026-02-24-120000-dev-events.jsonl'), '{"event_type":"e"}\n');
      writeFileSync(
        join(directory, '2026-02-24-1200-dev-a.md'),
        '---\ndevice: dev\n---\n\n- Started: 2026-02-24 12:00:00 UTC\n- Total events: 1\n',
      );
      expect((await store.pairEventLogs()).filter(({ sessionLog: log }) => log !== undefined)).toHaveLength(
        2,
      );
      const last = fileSystem.calls.length;
      let refused = 0;
      for (let call = 1; call <= last; call += 1) {
        const begin = fileSystem.calls.length;
        fileSystem.plan = ({ index }) => (index === begin + call ? { errno } : undefined);
        const error = await store.pairEventLogs().then(
          () => undefined,
          (reason) => reason,
        );
        if (error === undefined) continue;
        refused += 1;
        expect(error).toMatchObject({ code: 'JOURNAL_STORE_IO', facts: { errno } });
      }
      expect(refused).toBeGreaterThan(1);
    },
  );
});
