import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdateLog } from '@opta/journal-format';
import { parseUpdateLog } from '@opta/journal-format/parse';
import { nodeFileSystem } from '@opta/journal-fs';
import { GIT_IDENTITY } from 'test-kit';
import { describe, expect, it } from 'vitest';
import {
  type CodedError,
  createRuntimeJournal,
  type UpdateLogInput,
  type WriteUpdateLogOptions,
  writeUpdateLog,
} from '../src/index.js';
import { useLogFolders } from './log-folders.js';

const folders = useLogFolders();

const NOW = Date.parse('2026-02-23T16:17:34Z');

function options(more: WriteUpdateLogOptions = {}): WriteUpdateLogOptions {
  return {
    config: folders.config(),
    environment: {},
    clock: () => NOW,
    baseDirectory: folders.root,
    ...more,
  };
}

function parsed(fileName: string): UpdateLog {
  return parseUpdateLog(folders.read('updates', fileName));
}

async function rejection(work: Promise<unknown>): Promise<CodedError> {
  return work.then(
    () => {
      throw new Error('it was not rejected');
    },
    (error: CodedError) => error,
  );
}

describe('writeUpdateLog', () => {
  it('writes what LMX writes', async () => {
    const result = await writeUpdateLog(
      {
        title: 'Load inferencerlabs/MiniMax-M2.5',
        summary: 'Loaded inferencerlabs/MiniMax-M2.5 into memory from local artifacts.',
        category: 'sync',
        promoted: true,
        commandInputs: {
          source: 'disk',
          model_id: 'inferencerlabs/MiniMax-M2.5',
          auto_download: false,
          backend: null,
          performance_overrides: { kv_bits: 8 },
        },
        steps: [
          {
            target: 'lmx',
            component: 'model',
            step: 'load',
            status: 'ok',
            message: 'memory_after_load_gb=218.2',
          },
        ],
      },
      options(),
    );
    expect(result).toEqual({
      id: '200',
      number: 200,
      fileName: '200_2026-02-23_load-inferencerlabs-minimax-m2-5.md',
      path: join(folders.updates, '200_2026-02-23_load-inferencerlabs-minimax-m2-5.md'),
    });
    const log = parsed(result.fileName);
    expect(log).toMatchObject({
      id: '200',
      date: '2026-02-23',
      time: '16:17:34',
      author: 'ann',
      versionBefore: '',
      versionAfter: '',
      commit: '',
      promoted: true,
      category: 'sync',
      title: 'Load inferencerlabs/MiniMax-M2.5',
      summary: ['Loaded inferencerlabs/MiniMax-M2.5 into memory from local artifacts.'],
      commandInputs: [
        { name: 'auto_download', value: 'false' },
        { name: 'backend', value: null },
        { name: 'model_id', value: 'inferencerlabs/MiniMax-M2.5' },
        { name: 'performance_overrides', value: '{"kv_bits":8}' },
        { name: 'source', value: 'disk' },
      ],
      steps: [
        {
          target: 'lmx',
          component: 'model',
          step: 'load',
          status: 'ok',
          message: 'memory_after_load_gb=218.2',
        },
      ],
    });
    expect(log.uid).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  it('writes what the CLI writes', async () => {
    const config = { ...folders.config(), dialect: 'cli' } as const;
    const { fileName } = await writeUpdateLog(
      {
        summary: 'opta update (remote)',
        series: { from: 200, to: 299 },
        steps: [step('ok'), step('skip'), step('ok')],
      },
      options({ config }),
    );
    expect(fileName).toBe('200_2026-02-23_opta-update-remote.md');
    const text = folders.read('updates', fileName);
    expect(text).toContain('time: "16:17"\n');
    expect(text).not.toContain('\n# ');
    expect(parsed(fileName)).toMatchObject({
      versionBefore: 'unknown',
      versionAfter: 'unknown',
      commit: 'unknown',
    });
    expect(parsed(fileName).summary).toEqual([
      'opta update (remote)',
      'Steps: total=3, ok=2, skip=1, fail=0',
    ]);
  });

  it.each([
    ['sync', '200'],
    ['update', '200'],
    ['promotion', '200'],
    ['autonomy', '001'],
    ['feature', '001'],
    [undefined, '200'],
  ])('numbers category %s from %s', async (category, id) => {
    const input: UpdateLogInput = { summary: 'x', ...(category === undefined ? {} : { category }) };
    expect(await writeUpdateLog(input, options())).toMatchObject({ id });
  });

  it('takes a series by name whatever the category', async () => {
    expect(
      await writeUpdateLog({ summary: 'x', category: 'sync', series: 'standard' }, options()),
    ).toMatchObject({ id: '001' });
  });

  it('titles and names a log after the first line of its summary, and a list makes several', async () => {
    const { fileName } = await writeUpdateLog({ summary: 'First line\n\n  second line ' }, options());
    expect(fileName).toBe('200_2026-02-23_first-line.md');
    expect(parsed(fileName)).toMatchObject({ title: 'First line', summary: ['First line', 'second line'] });
    const second = await writeUpdateLog(
      { summary: ['One', 'Two'], slug: 'by-slug', title: 'By title' },
      options(),
    );
    expect(second.fileName).toBe('201_2026-02-23_by-slug.md');
  });

  it('fills version and commit from the repository, where they are not given', async () => {
    const git = (...parameters: string[]): string =>
      execFileSync('git', parameters, { cwd: folders.root, encoding: 'utf8' }).trim();
    git('init', '--quiet');
    writeFileSync(join(folders.root, 'package.json'), '{"version":"1.10.0"}');
    git('add', '.');
    git(...GIT_IDENTITY, 'commit', '--quiet', '-m', 'first');
    const head = git('rev-parse', 'HEAD');
    const filled = parsed((await writeUpdateLog({ summary: 'x' }, options())).fileName);
    expect(filled).toMatchObject({ versionBefore: '1.10.0', versionAfter: '1.10.0' });
    expect(head.startsWith(filled.commit ?? 'none')).toBe(true);
    const given = await writeUpdateLog(
      { summary: 'x', version_before: '1.9.0', versionAfter: '1.10.0', commit: 'unknown' } as never,
      options(),
    );
    expect(parsed(given.fileName)).toMatchObject({
      versionBefore: '1.9.0',
      versionAfter: '1.10.0',
      commit: 'unknown',
    });
  });

  it('dates a log by now, in the configured zone', async () => {
    const config = { ...folders.config(), timezone: 'Australia/Sydney' };
    const { fileName } = await writeUpdateLog(
      { summary: 'x', now: '2026-02-23T13:30:00Z' },
      options({ config }),
    );
    expect(parsed(fileName)).toMatchObject({ date: '2026-02-24', time: '00:30:00' });
  });

  it('names everything that is wrong with its input, and takes no number', async () => {
    const input = {
      sumary: 'x',
      category: 5,
      steps: [{ target: 'a', component: 'b', step: 'c', status: 'failed', mesage: 'x' }],
      now: 'soon',
      promoted: 'yes',
    };
    const error = await rejection(writeUpdateLog(input as never, options()));
    expect(error.code).toBe('JOURNAL_RUNTIME_UPDATE_LOG_INVALID');
    for (const part of [
      'summary is missing',
      '"sumary" is not a known field, the nearest is summary',
      'category = 5',
      'steps.0.status = "failed" is not one of ok, skip, fail, the nearest is fail',
      '"steps.0.mesage" is not a known field, the nearest is message',
      'now = "soon" is not a time',
      'promoted = "yes"',
    ]) {
      expect(error.message).toContain(part);
    }
    expect(() => readdirSync(folders.updates)).toThrow();
  });

  it.each([
    [null],
    ['text'],
    [[]],
    [{}],
    [{ summary: '' }],
    [{ summary: [] }],
    [{ summary: 'x', series: { from: 5 } }],
  ])('refuses %j', async (input) => {
    expect(await rejection(writeUpdateLog(input as never, options()))).toMatchObject({
      code: 'JOURNAL_RUNTIME_UPDATE_LOG_INVALID',
    });
  });

  it.each([
    [{ summary: 'x', series: 'nightly' }, 'JOURNAL_IDS_SERIES_UNKNOWN'],
    [{ summary: 'x', series: { from: 9, to: 1 } }, 'JOURNAL_IDS_RANGE_INVALID'],
  ])('passes on why no number could be given: %j', async (input, code) => {
    expect(await rejection(writeUpdateLog(input, options()))).toMatchObject({ code });
  });

  it('rejects when journaling is switched off or badly configured', async () => {
    const off = { ...folders.config(), enabled: false };
    expect(await rejection(writeUpdateLog({ summary: 'x' }, options({ config: off })))).toMatchObject({
      code: 'JOURNAL_RUNTIME_DISABLED',
    });
    const bad = { ...folders.config(), timezone: 'Mars/Base' };
    expect(await rejection(writeUpdateLog({ summary: 'x' }, options({ config: bad })))).toMatchObject({
      code: 'JOURNAL_RUNTIME_CONFIG_INVALID',
    });
  });

  it('leaves a gap that its claim explains when the log cannot be written, and gives the next number', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    let failing = true;
    const fileSystem = {
      ...nodeFileSystem,
      async: {
        ...nodeFileSystem.async,
        link: async (existing: string, path: string) => {
          if (failing && /[\\/]\d+_[^\\/]*\.md$/.test(path)) throw full;
          return nodeFileSystem.async.link(existing, path);
        },
      },
    };
    const error = await rejection(writeUpdateLog({ summary: 'x' }, options({ fileSystem })));
    expect(error.code).toMatch(/^JOURNAL_/);
    expect(error.message).toContain('ENOSPC');
    failing = false;
    expect(await writeUpdateLog({ summary: 'y' }, options({ fileSystem }))).toMatchObject({ id: '201' });
    expect(folders.updateLogs()).toEqual(['201_2026-02-23_y.md']);
    const claims = join(folders.updates, '.opta-journal', 'claims');
    const told = readdirSync(claims)
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFileSync(join(claims, name), 'utf8'))
      .join('');
    expect(told).toContain('ENOSPC');
  });
});

describe('a runtime journal', () => {
  it('writes update logs at any time, also many at once', async () => {
    const journal = createRuntimeJournal(folders.config(), {
      environment: {},
      clock: () => NOW,
      baseDirectory: folders.root,
    });
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, index) => journal.writeUpdateLog({ summary: `change ${index}` })),
    );
    await journal.start();
    await journal.finalize();
    results.push(await journal.writeUpdateLog({ summary: 'after the end' }));
    const numbers = results.map((result) => (result.ok ? result.number : 0)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 13 }, (_, index) => 200 + index));
    expect(folders.updateLogs()).toHaveLength(13);
  });

  it('resolves to the error where an input is bad, without calling it a failure of its own', async () => {
    const failures: CodedError[] = [];
    const journal = createRuntimeJournal(folders.config(), {
      environment: {},
      onError: (error) => failures.push(error),
    });
    expect(await journal.writeUpdateLog({} as never)).toMatchObject({
      ok: false,
      error: { code: 'JOURNAL_RUNTIME_UPDATE_LOG_INVALID' },
    });
    expect(failures).toEqual([]);
    expect(journal.status().lastError).toBeUndefined();
  });
});

function step(status: 'ok' | 'skip' | 'fail') {
  return { target: 'remote', component: 'cli', step: 'build', status, message: 'done' };
}
