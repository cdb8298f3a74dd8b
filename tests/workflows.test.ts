import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listFiles, readManifest, root } from './workspace.js';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Job {
  'timeout-minutes'?: number;
  permissions?: Record<string, string>;
  steps: Step[];
}

interface Workflow {
  on: Record<string, unknown>;
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

/** What a job may do beyond reading, and which one. */
const WRITERS = [['release.yml', 'release']];

const folder = join(root, '.github/workflows');
const scripts = readManifest('.').scripts ?? {};

describe.each(listFiles(folder))('the workflow %s', (file) => {
  const { on, permissions, jobs } = parse(readFileSync(join(folder, file), 'utf8')) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  it('may read, and no more, but where it publishes', () => {
    expect(permissions).toEqual({ contents: 'read' });
    expect(Object.keys(on)).not.toContain('pull_request_target');
    const writers = Object.keys(jobs).filter((name) => jobs[name]?.permissions !== undefined);
    expect(writers.map((name) => [file, name])).toEqual(WRITERS.filter(([name]) => name === file));
  });

  it('ends by itself', () => {
    for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  it('takes every action at a tag', () => {
    const actions = steps.flatMap(({ uses }) => uses ?? []);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
  });

  it('runs only scripts and files that there are', () => {
    const commands = steps.flatMap(({ run, with: inputs }) =>
      [run, inputs?.version, inputs?.publish].filter((command) => typeof command === 'string'),
    );
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      for (const [, name = ''] of command.matchAll(/\b(?:npm|pnpm) run (\S+)/g))
        expect(scripts).toHaveProperty([name]);
      for (const [, path = ''] of command.matchAll(/\b(?:bash|node) (\S+)/g))
        expect(existsSync(join(root, path)), path).toBe(true);
    }
  });
});
