import { join } from 'node:path';
import type { ServerConfig } from './config/server-config.js';
import type { DemoOptions } from './demo-options.js';
import { createModelEngine } from './engine/create-model-engine.js';
import type { ModelEngine, Publish } from './engine/model-engine.js';
import { createNgramBackend } from './engine/ngram/create-ngram-backend.js';
import { NO_DELAYS } from './engine/ngram/no-delays.js';
import { createUpstreamBackend } from './upstream/create-upstream-backend.js';

/** What generates: the embedded models of the data folder, or a server further up. */
export async function createEngine(
  options: DemoOptions,
  { config, dataDir, publish }: { config: ServerConfig; dataDir: string; publish: Publish },
): Promise<ModelEngine> {
  const backend =
    options.upstream === undefined
      ? await createNgramBackend({
          modelsDir: join(dataDir, 'models'),
          ...(options.simulatedDelays === false ? NO_DELAYS : {}),
        })
      : createUpstreamBackend({ url: options.upstream, apiKey: options.upstreamKey });
  return createModelEngine({
    backend,
    publish,
    memoryBudgetGb: config.memory.budget_gb,
    memoryThresholdPercent: config.memory.threshold_percent,
    ...(config.models.keep_alive_sec === null ? {} : { defaultKeepAliveSec: config.models.keep_alive_sec }),
  });
}
