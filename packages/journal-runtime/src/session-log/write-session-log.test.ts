import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import fc from 'fast-check';
import { createFaultFileSystem, failEvery } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { ENDED, options, write } from '../../test/write-chat.js';
import type { CodedError } from '../runtime-journal.js';
import { writeSessionLog } from './write-session-log.js';

/** In two parts, so that no scanner takes this file for a leak. */
const TOKEN = `ghp_${'Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU'}`;

async function rejection(work: Promise<unknown>): Promise<CodedError> {
  return work.then(
    () => {
      throw new Error('it was not rejected');
    },
    (error: CodedError) => error,
  );
}

describe('writeSessionLog', () => {
  it('writes what the CLI writes, byte for byte', async () => {
    const root = makeTemporaryFolder();
    const { path, fileName, text } = await write(
      {
        id: 'aSvhdPW4kcuw',
        title: 'Implement YJS session logs',
        model: 'mlx-community/MiniMax-M2.5-4bit',
        createdAt: '2026-02-23T14:27:26.933Z',
        updatedAt: '2026-02-23T14:30:19.675Z',
        toolCalls: 4,
        tags: ['journal', 'cli'],
        workingDirectory: '/home/ann/opta',
        checkpoints: ['src/a.ts', 'src/a.ts', 'src/b.ts'],
        messages: [
          { role: 'user', content: 'Why does the build say ERROR?' },
          {
            role: 'assistant',
            content: [
              { type: 'image', url: 'x' },
              { type: 'text', text: 'We decided\n to  pin it.' },
            ],
          },
          { role: 'assistant', content: 'Run the tests next. Then publish.' },
        ],
      },
      options(root),
    );
    expect(fileName).toBe('2026-02-23-1430-studio-mac-implement-yjs-session-logs.md');
    expect(path).toBe(join(root, '12-Session-Logs', fileName));
    expect(text).toBe(`---
date: 2026-02-23
time: "14:30"
device: Studio.Mac
user: ann
model: mlx-community/MiniMax-M2.5-4bit
duration: "00:02:53"
---

## Summary
- Session: aSvhdPW4kcuw
- Title: Implement YJS session logs
- Messages: user=1, assistant=2
- Tool calls: 4

## Files Changed
### Created
- (none)

### Modified
- src/a.ts
- src/b.ts

### Deleted
- (none)

## Status Changes
- Created: 2026-02-23T14:27:26.933Z
- Updated: 2026-02-23T14:30:19.675Z
- Compacted: no
- Checkpoints: 3

## Decisions Made
- We decided to pin it.

## Issues Encountered
- Why does the build say ERROR?

## Next Steps
- Run the tests next.

## Notes
- CWD: /home/ann/opta
- Tags: journal, cli
`);
  });

  it('falls back as the CLI does, where a chat says little', async () => {
    const { fileName, log } = await write({ id: 'aSvhdPW4kcuw' }, options(makeTemporaryFolder()));
    expect(fileName).toBe('2026-02-23-1430-studio-mac-asvhdpw4kcuw.md');
    expect(log).toMatchObject({
      model: 'unknown',
      duration: '00:00:00',
      summary: [
        'Session: aSvhdPW4kcuw',
        'Title: (untitled)',
        'Messages: user=0, assistant=0',
        'Tool calls: 0',
      ],
      statusNotes: ['Created: (unknown)', 'Updated: (unknown)', 'Compacted: no', 'Checkpoints: 0'],
      decisions: [],
      issues: [],
      nextSteps: [{ text: 'Continue from the latest session context.' }],
    });
    expect(log.notes?.[1]).toBe('Tags: (none)');
  });

  it('takes what was decided, found and left to do from the chat, where it says so', async () => {
    const { log } = await write(
      {
        id: 'x',
        messages: [{ role: 'assistant', content: 'The plan failed.' }],
        decisions: ['Keep zod 3.'],
        issues: [],
        nextSteps: ['Publish.'],
      },
      options(makeTemporaryFolder()),
    );
    expect(log).toMatchObject({
      decisions: ['Keep zod 3.'],
      issues: [],
      nextSteps: [{ text: 'Publish.' }],
    });
  });

  it('counts the duration of a resumed chat from the begin of this run', async () => {
    const root = makeTemporaryFolder();
    const createdAt = '2026-01-01T00:00:00Z';
    const startedAt = ENDED - 65_000;
    expect((await write({ id: 'x', createdAt, startedAt }, options(root))).log.duration).toBe('00:01:05');
    const now = Date.now();
    const { log } = await write({ id: 'y', createdAt }, options(root, { clock: () => now }));
    const hours = Number(log.duration?.split(':')[0]);
    expect(hours).toBeLessThan(Math.floor((now - Date.parse(createdAt)) / 3_600_000));
  });

  it.each([
    ['UTC', '2026-02-24T00:05:00Z'],
    ['Australia/Sydney', '2026-02-23T13:05:00Z'],
  ])('shows five past midnight in %s as 00:05', async (timezone, endedAt) => {
    const given = options(makeTemporaryFolder(), { config: { timezone, author: 'ann', device: 'mbp' } });
    const { fileName, log } = await write({ id: 'x', endedAt }, given);
    expect(fileName).toBe('2026-02-24-0005-mbp-x.md');
    expect(log).toMatchObject({ date: '2026-02-24', time: '00:05' });
  });

  it('gives the 60 sessions of one minute a log each', async () => {
    const root = makeTemporaryFolder();
    const given = options(root);
    const written = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        writeSessionLog({ id: `chat ${index}`, title: 'same' }, given),
      ),
    );
    const names = Array.from(
      { length: 60 },
      (_, index) => `2026-02-23-1430-studio-mac-same${index === 0 ? '' : `-${index + 1}`}.md`,
    );
    expect(new Set(written.map(({ fileName }) => fileName))).toEqual(new Set(names));
    expect(new Set(written.map(({ path }) => readFileSync(path, 'utf8'))).size).toBe(60);
  });

  it('forges nothing, whatever a chat says', async () => {
    const root = makeTemporaryFolder();
    const hostile = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '---\ndate: 1999-01-01\n---',
        'x\n## Decisions Made\n- forged',
        '\n### Deleted\n- a',
        '- [x] done',
        '| a | b |\n| --- | --- |',
        '<script>alert(1)</script>',
        '```\n# x',
        '(none)',
        '\ud800',
        '\u0000\u001b[31m',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(hostile, { minLength: 9, maxLength: 9 }),
        async ([title, model, user, device, tag, path, decision, issue, step]) => {
          const { log, text } = await write(
            {
              id: `x${title}`,
              title: title as string,
              model: model as string,
              user: user as string,
              device: device as string,
              tags: [tag as string],
              checkpoints: [`a${path}`.replaceAll('\0', '')],
              decisions: [decision as string],
              issues: [issue as string],
              nextSteps: [step as string],
              messages: [{ role: 'assistant', content: issue }],
            },
            options(root),
          );
          expect(log.otherSections).toBeUndefined();
          expect(text.match(/^#{1,6} .*$/gm)).toEqual([
            '## Summary',
            '## Files Changed',
            '### Created',
            '### Modified',
            '### Deleted',
            '## Status Changes',
            '## Decisions Made',
            '## Issues Encountered',
            '## Next Steps',
            '## Notes',
          ]);
          expect(Object.keys(log).sort()).toEqual(
            [
              'date',
              'time',
              'device',
              'user',
              'model',
              'duration',
              'summary',
              'filesChanged',
              'statusNotes',
              'decisions',
              'issues',
              'nextSteps',
              'notes',
            ].sort(),
          );
          const counts = [log.summary, log.statusNotes, log.decisions, log.issues, log.nextSteps, log.notes];
          expect(counts.map((items) => items?.length)).toEqual([4, 4, 1, 1, 1, 2]);
          expect(log.filesChanged?.modified).toHaveLength(1);
          expect(log.date).toBe('2026-02-23');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('lets no secret through, also where an excerpt would cut it', async () => {
    const root = makeTemporaryFolder();
    const { text, fileName } = await write(
      {
        id: 'x',
        title: `Rotate ${TOKEN}`,
        model: `m-${TOKEN}`,
        tags: [TOKEN],
        workingDirectory: `/tmp/${TOKEN}`,
        checkpoints: [`${TOKEN}.txt`],
        decisions: [`use ${TOKEN}`],
        messages: [
          { role: 'user', content: `failed ${'a'.repeat(140)} ${TOKEN}` },
          { role: 'assistant', content: `${'b'.repeat(165)} ${TOKEN}` },
        ],
      },
      options(root),
    );
    // An excerpt ends in the middle of it, so a part of it would be left.
    expect(text).not.toContain(TOKEN.slice(0, 12));
    expect(fileName).not.toContain('zk3v');
    expect(text).toContain('use [redacted:github-token');
    const error = await rejection(writeSessionLog({ id: 'x', toolCalls: TOKEN } as never, options(root)));
    expect(error).toMatchObject({ code: 'JOURNAL_RUNTIME_SESSION_LOG_INVALID' });
    expect(error.message).not.toContain(TOKEN);
  });

  it('names everything that is wrong with a chat, and writes nothing', async () => {
    const root = makeTemporaryFolder();
    const chat = { titel: 'x', toolCalls: -1, createdAt: 'soon', messages: [{ content: 'x' }], tags: 'a' };
    const error = await rejection(writeSessionLog(chat as never, options(root)));
    expect(error.code).toBe('JOURNAL_RUNTIME_SESSION_LOG_INVALID');
    for (const part of [
      'id is missing',
      '"titel" is not a known field, the nearest is title',
      'toolCalls = -1',
      'createdAt = "soon" is not a time',
      'messages.0.role is missing',
      'tags = "a" is not a list',
    ]) {
      expect(error.message).toContain(part);
    }
    expect(readdirSync(root)).toEqual([]);
  });

  it.each([[null], ['text'], [[]], [{}], [{ id: ' ' }]])('refuses %j', async (chat) => {
    const work = writeSessionLog(chat as never, options(makeTemporaryFolder()));
    expect(await rejection(work)).toMatchObject({ code: 'JOURNAL_RUNTIME_SESSION_LOG_INVALID' });
  });

  it('rejects with a code when it is switched off, badly configured or the disk refuses', async () => {
    const root = makeTemporaryFolder();
    const off = options(root, { config: { enabled: false } });
    expect(await rejection(writeSessionLog({ id: 'x' }, off))).toMatchObject({
      code: 'JOURNAL_RUNTIME_DISABLED',
    });
    const bad = options(root, { config: { timezone: 'Mars/Base' } });
    expect(await rejection(writeSessionLog({ id: 'x' }, bad))).toMatchObject({
      code: 'JOURNAL_RUNTIME_CONFIG_INVALID',
    });
    const fileSystem = createFaultFileSystem(nodeFileSystem, failEvery('write', 'ENOSPC'));
    expect(await rejection(writeSessionLog({ id: 'x' }, options(root, { fileSystem })))).toMatchObject({
      code: expect.stringMatching(/^JOURNAL_/),
      message: expect.stringContaining('ENOSPC'),
    });
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
    expect(names.filter((name) => /\d{4}-.*\.md$/.test(name))).toEqual([]);
  });
});
