import type { WorkerOptions } from 'node:worker_threads';

/** The program of the worker that renders logs, and how node runs it. */
export function logWorkerFile(): { program: URL | string; options: WorkerOptions } {
  const { url } = import.meta;
  // Not with the options of the host: `--input-type`, for instance, ends a worker, and its loaders are not needed.
  if (!url.endsWith('.ts')) return { program: new URL('./log-worker.js', url), options: { execArgv: [] } };
  // From the sources, which a worker cannot load by itself.
  const source = new URL('./log-worker.ts', url).href;
  const [load, loadSource] = [import.meta.resolve('tsx/esm/api'), source].map(
    (module) => `import(${JSON.stringify(module)})`,
  );
  const program = `${load}.then(({ register }) => { register(); return ${loadSource}; })`;
  return { program, options: { eval: true, execArgv: ['--conditions=@opta/source'] } };
}
