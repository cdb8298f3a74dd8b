import { type SpawnedSource, type SpawnSourceOptions, spawnSource } from './spawn-source.js';

const READY = /^Opta LMX demo on (\S+)/;

/** The sample server of the workspace that runs. */
export interface SampleServer extends Pick<SpawnedSource, 'end'> {
  /** Resolves with `http://127.0.0.1:1234` as soon as it serves; rejects if it ends before. */
  readonly url: Promise<string>;
}

/**
 * Runs the sample server of the workspace in a process of its own.
 *
 * @param options.port - 0, the default, takes a free one
 * @param options.parameters - further words of its command line
 */
export function spawnSampleServer(
  dataDir: string,
  options: { port?: number; parameters?: readonly string[] } & Omit<SpawnSourceOptions, 'ready'> = {},
): SampleServer {
  const { port = 0, parameters = [], ...others } = options;
  const { ready, end } = spawnSource(
    'apps/lmx-demo/src/main.ts',
    ['--port', String(port), '--data-dir', dataDir, '--quiet', ...parameters],
    { ready: READY, ...others },
  );
  return { url: ready.then((line) => READY.exec(line)?.[1] ?? ''), end };
}
