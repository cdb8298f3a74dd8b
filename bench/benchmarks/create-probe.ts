import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';

/** Git ignores it, and what is imported from there resolves as it does from here. */
const PROGRAMS = join(import.meta.dirname, '../node_modules/.probes');

const execute = promisify(execFile);

/** A program that measures one candidate in a process of its own. */
export interface Probe {
  /**
   * Run it once.
   *
   * @param parameters - are its only argument, as JSON
   * @returns what it prints, read as JSON
   */
  run<Answer>(parameters: object): Promise<Answer>;
  close(): void;
}

/**
 * Makes JavaScript of a program of the bench: its process has neither a compiler nor a loader in it, and uses
 * the packages as they are built and installed.
 *
 * @param name - of the TypeScript file beside this one
 */
export function createProbe(name: string): Probe {
  const program = buildProbe(name);
  return {
    run: (parameters) => runForJson(process.execPath, [program, JSON.stringify(parameters)]),
    close: () => rmSync(program, { force: true }),
  };
}

/** The program alone, for whoever runs it in a way of his own, and removes it. @returns its path */
export function buildProbe(name: string): string {
  mkdirSync(PROGRAMS, { recursive: true });
  const program = join(PROGRAMS, `${basename(name, '.ts')}-${process.pid}.mjs`);
  buildSync({
    entryPoints: [join(import.meta.dirname, name)],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  return program;
}

/** Runs a program that prints JSON. */
export async function runForJson<Answer>(program: string, parameters: readonly string[]): Promise<Answer> {
  const { stdout } = await execute(program, parameters);
  return JSON.parse(stdout) as Answer;
}
