import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const conditions = ['@opta/source', 'module', 'node', 'import', 'default'];

/** Where the counts for `.ci/run` go. */
const report = process.env.OPTA_TEST_REPORT;

/** The machine's identifier is kept in the user's state folder, indexes in the cache folder: in tests not in the real ones. */
const env = {
  XDG_STATE_HOME: join(tmpdir(), 'opta-journal-test-state'),
  XDG_CACHE_HOME: join(tmpdir(), 'opta-journal-test-cache'),
};

const common = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
};

export default defineConfig({
  ...common,
  test: {
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    // Two workers at most: many tests start processes of their own.
    maxWorkers: 2,
    projects: [
      {
        ...common,
        test: {
          name: 'packages',
          env,
          include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
          // Processes that a test starts are slow on a machine that does something else as well.
          testTimeout: 120_000,
        },
      },
      {
        ...common,
        test: {
          name: 'apps',
          env,
          include: ['apps/*/src/**/*.test.ts', 'apps/*/test/**/*.test.ts', 'examples/*/test/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      { ...common, test: { name: 'workspace', env, include: ['tests/**/*.test.ts'], testTimeout: 240_000 } },
    ],
  },
});
