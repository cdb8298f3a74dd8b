import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { SearchRequest } from './pages/search-request.js';
import type { StatisticsQuery } from './statistics/statistics.js';
import type { CallMessage, WorkerMessage, WorkerSettings } from './worker/messages.js';
import { sendError } from './worker/send-error.js';

type Methods = Record<string, (argument: unknown) => unknown>;

const { role, config, stop } = workerData as WorkerSettings;
const port = parentPort as MessagePort;
const methods = role === 'search' ? await searchMethods() : await indexMethods();

port.on('message', async ({ call, method, argument }: CallMessage) => {
  try {
    port.postMessage({ call, value: await methods[method]?.(argument) });
  } catch (error) {
    port.postMessage({ call, error: sendError(error) });
  }
  if (method === 'close') port.close();
});

async function searchMethods(): Promise<Methods> {
  const { SearchReader } = await import('./worker/search-reader.js');
  const post = (message: WorkerMessage): void => port.postMessage(message);
  const reader = new SearchReader(config, {
    onChange: () => post('changed'),
    onTrouble: (error) => post({ trouble: sendError(error) }),
  });
  return {
    search: (request) => reader.search(request as SearchRequest),
    statistics: (query) => reader.statistics(query as StatisticsQuery),
    close: () => reader.close(),
  };
}

async function indexMethods(): Promise<Methods> {
  const { IndexBuilder } = await import('./worker/index-builder.js');
  const stopped = new Int32Array(stop);
  const builder = new IndexBuilder(config, () => Atomics.load(stopped, 0) !== 0);
  return { build: (call) => builder.build(call as number) };
}
