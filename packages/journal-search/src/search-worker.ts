import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { SearchRequest } from './pages/search-request.js';
import type { StatisticsQuery } from './statistics/statistics.js';
import { IndexBuilder } from './worker/index-builder.js';
import type { CallMessage, WorkerMessage, WorkerSettings } from './worker/messages.js';
import { SearchReader } from './worker/search-reader.js';
import { sendError } from './worker/send-error.js';

const { role, config, stop } = workerData as WorkerSettings;
const port = parentPort as MessagePort;
const methods = role === 'search' ? searchMethods() : indexMethods();

port.on('message', async ({ call, method, argument }: CallMessage) => {
  try {
    port.postMessage({ call, value: await methods[method]?.(argument) });
  } catch (error) {
    port.postMessage({ call, error: sendError(error) });
  }
  if (method === 'close') port.close();
});

function searchMethods(): Record<string, (argument: unknown) => unknown> {
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

function indexMethods(): Record<string, (argument: unknown) => unknown> {
  const stopped = new Int32Array(stop);
  const builder = new IndexBuilder(config, () => Atomics.load(stopped, 0) !== 0);
  return { build: () => builder.build(), close: () => builder.close() };
}
