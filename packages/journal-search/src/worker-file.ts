import type { WorkerOptions } from 'node:worker_threads';

/** The program of a worker, and how node runs it. */
export function workerFile(): { program: URL | string; options: WorkerOptions } {
  if (!import.meta.url.endsWith('.ts')) {
    // Not with the options of the host: `--input-type`, for instance, ends a worker, and its loaders are not needed.
    return { program: new URL('./search-worker.js', import.meta.url), options: { execArgv: [] } };
  }
  // From the sources. A loader that is only named in execArgv does not come to work in a worker.
  const { href } = new URL('./search-worker.ts', import.meta.url);
  const loader = import.meta.resolve('tsx/esm/api');
  const program = `${load(loader)}.then(({ register }) => { register(); return ${load(href)}; });`;
  return { program, options: { eval: true, execArgv: ['--conditions=@opta/source'] } };
}

function load(module: string): string {
  return `import(${JSON.stringify(module)})`;
}
