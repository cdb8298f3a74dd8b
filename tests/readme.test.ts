import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CodeBlock, type Guide, readBlocks } from './guides/guide.js';
import { outputPattern } from './guides/output-pattern.js';
import { Workbench } from './guides/workbench.js';
import { root } from './workspace.js';

/** Examples that go on until they are ended, by what they import: the test that runs them. */
const SERVED: Record<string, string> = {
  "'@opta/journal-http'": 'packages/journal-http/test/readme.test.ts',
  "'@opta/journal-runtime/feed'": 'packages/journal-runtime/test/feed/readme.test.ts',
  "'@opta/journal-viewer'": 'packages/journal-viewer/test/readme.test.ts',
};
const SERVING = Object.keys(SERVED);

const JOURNAL = `import { createRuntimeJournal } from '@opta/journal-runtime';
const journal = createRuntimeJournal({ session_logs_dir: 'logs', update_logs_dir: 'updates' });
await journal.start();
`;

const REPOSITORIES = `import { mkdirSync } from 'node:fs';
for (const name of ['../cli', '../lmx']) mkdirSync(name, { recursive: true });
`;
const FANNED_OUT = "console.log('done', report.done.length, report.failed.length);\n";

interface Surroundings {
  before: string;
  after: string;
  /** What is printed then. */
  printed: RegExp;
}

/** For examples that take for granted what the reader has, by their first line. */
const SURROUNDINGS: Record<string, Surroundings> = {
  "journal.bind(emitter, { events: ['model_loaded', 'model_unloaded'] }); // the name is the type": {
    before: `import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
${JOURNAL}
const [emitter, target, readable] = [new EventEmitter(), new EventTarget(), Readable.from([{ type: 'read' }])];
let tell = (event) => {};
const subscribe = (listener) => { tell = listener; };
`,
    after: `emitter.emit('model_loaded', { model_id: 'tiny' });
emitter.emit('event', { type: 'emitted', data: {} });
target.dispatchEvent(new CustomEvent('event', { detail: { type: 'dispatched', data: {} } }));
tell({ type: 'subscribed', data: {} });
while (journal.status().ledger.written < 5) await new Promise((resolve) => setTimeout(resolve, 5));
await journal.finalize();
console.log('events', journal.status().ledger.written);
`,
    printed: /^events 5$/m,
  },
  "import { fanOutUpdateLog, writeSessionLog } from '@opta/journal-runtime';": {
    before: `${REPOSITORIES}const [createdAt, id] = [Date.now() - 60_000, '01KJ5ZQ4M0'];
const messages = [{ role: 'user', content: 'Sync the logs.' }, { role: 'assistant', content: 'Done.' }];
`,
    after: FANNED_OUT,
    printed: /^done 2 0$/m,
  },
  "import { randomUUID } from 'node:crypto';": {
    before: REPOSITORIES,
    after: FANNED_OUT,
    printed: /^done 2 0$/m,
  },
  "const plan = await store.planRetention({ device: 'studio', retentionDays: 30, maxSessionLogs: 100 });": {
    before: `import { createJournalStore } from '@opta/journal-store';
const store = createJournalStore({ sessionLogsDir: 'logs', updateLogsDir: 'updates' });
`,
    after: "console.log('units', plan.units.length);\n",
    printed: /^units \d+$/m,
  },
};

const bench = new Workbench();
afterAll(() => bench.close());

function readExamples(path: string, name: string): Guide {
  const text = readFileSync(join(root, path), 'utf8');
  const blocks = readBlocks(text).filter(({ language }) => language === 'ts');
  return { name, text, blocks };
}

const firstLine = ({ code }: CodeBlock): string => code.split('\n', 1)[0] as string;

describe('README.md', () => {
  const readme = readExamples('README.md', 'README.md');
  const [formatter, runtime] = readme.blocks as [CodeBlock, CodeBlock];

  it('shows the formatter and the runtime, as the compiler takes them', () => {
    expect(readme.blocks).toHaveLength(2);
    bench.prepare(readme);
    for (const block of readme.blocks) bench.place(readme, block);
    expect(bench.compile()).toBe('');
  });

  it('prints the update log that the formatter makes', () => {
    const { exitCode, printed } = bench.run(readme, formatter);
    expect(exitCode, printed).toBe(0);
    expect(printed).toMatch(
      /^---\nid: "007"\n[\s\S]*\n# Raise the context window\n[\s\S]*\n- Every model now takes 32 k tokens\.\n/,
    );
  });

  it('leaves logs in the folders that it names', () => {
    const { exitCode, printed } = bench.run(readme, runtime);
    expect(exitCode, printed).toBe(0);
    const sessions = readdirSync(join(bench.folderOf(readme), 'sessions'));
    expect(sessions.filter((name) => name.endsWith('-first-evening.md'))).toHaveLength(1);
    expect(sessions.filter((name) => name.endsWith('-events.jsonl'))).toHaveLength(1);
    const updates = readdirSync(join(bench.folderOf(readme), 'updates'));
    expect(updates.filter((name) => name.endsWith('_load-tiny.md'))).toHaveLength(1);
  });
});

const folders = readdirSync(join(root, 'packages')).filter((name) => name.startsWith('journal-'));
const readmes = [...folders.map((name) => `packages/${name}`), 'examples/opta-cli']
  .map((path) => readExamples(`${path}/README.md`, basename(path)))
  .map((readme) => ({
    ...readme,
    blocks: readme.blocks.filter(({ code }) => !SERVING.some((module) => code.includes(module))),
  }))
  .filter(({ blocks }) => blocks.length > 0);

it.each(Object.entries(SERVED))('examples with %s are run elsewhere', (_, path) => {
  expect(readFileSync(join(root, path), 'utf8')).toContain('README.md');
});

describe.each(readmes.map((readme) => [readme.name, readme] as const))('the README of %s', (_, readme) => {
  beforeAll(() => bench.prepare(readme));

  // Each finds what those above it have left.
  it.each(readme.blocks.map((block) => [`${firstLine(block)} (line ${block.lineNumber})`, block] as const))(
    'runs: %s',
    (_, block) => {
      const { before = '', after = '', printed: expected } = SURROUNDINGS[firstLine(block)] ?? {};
      const whole = { ...block, code: before + block.code + after };
      bench.place(readme, whole);
      const { exitCode, printed } = bench.run(readme, whole);
      expect(exitCode, printed).toBe(0);
      if (block.output !== undefined) expect(printed).toMatch(outputPattern(block.output));
      if (expected !== undefined) expect(printed).toMatch(expected);
    },
  );
});
