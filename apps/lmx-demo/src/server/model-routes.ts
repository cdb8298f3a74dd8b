import * as z from 'zod';
import { EngineError } from '../engine/engine-error.js';
import type { LoadedModelStatus, LoadOptions, LoadOutcome } from '../engine/model-engine.js';
import {
  deletedUpdate,
  type LoadInputs,
  loadedUpdate,
  loadFailedUpdate,
  unloadedUpdate,
} from '../updates/update-inputs.js';
import { pendingLoadBody } from './download-answers.js';
import { assertDownloads } from './download-routes.js';
import { readBody } from './read-body.js';
import type { DemoApp, DemoContext, ServerParts } from './server-parts.js';

const loadSchema = z.object({
  model_id: z.string().min(1),
  auto_download: z.boolean().nullish(),
  keep_alive_sec: z.number().positive().nullish(),
  performance_overrides: z.record(z.string(), z.unknown()).nullish(),
  backend: z.string().nullish(),
  allow_unsupported_runtime: z.boolean().nullish(),
});
const confirmSchema = z.object({ confirmation_token: z.string().min(1) });
const unloadSchema = z.object({ model_id: z.string().min(1) });

/** `/v1/models` and the models' routes under `/admin`. */
export function addModelRoutes(app: DemoApp, parts: ServerParts): void {
  const { engine, desk } = parts;

  app.get('/v1/models', async (context) => context.json({ object: 'list', data: await modelList(parts) }));
  app.get('/v1/models/:id{.+}', async (context) => {
    const id = context.req.param('id');
    const found = (await modelList(parts)).find((model) => model.id === id);
    if (found === undefined) throw new EngineError('model_not_found', `Model ${id} is not loaded`);
    return context.json(found);
  });

  app.get('/admin/models', (context) => {
    const loaded = engine.listLoaded().map(loadedBody);
    return context.json({ loaded, count: loaded.length });
  });
  app.get('/admin/models/available', async (context) => {
    const models = await engine.listAvailable();
    return context.json(
      models.map(({ id, path, sizeBytes, memoryGb, format, downloaded }) => ({
        repo_id: id,
        local_path: path ?? null,
        size_bytes: sizeBytes ?? null,
        memory_gb: memoryGb ?? null,
        format,
        downloaded,
      })),
    );
  });
  app.post('/admin/models/load', async (context) => {
    const body = await readBody(context, loadSchema);
    if (body.auto_download === true) assertDownloads(parts);
    const inputs = loadInputs(body);
    try {
      const outcome = await engine.load(body.model_id, loadOptions(inputs));
      if (outcome.kind === 'loaded') await desk.write(loadedUpdate(inputs, outcome));
      return answerLoad(context, outcome);
    } catch (error) {
      await desk.write(loadFailedUpdate(body.model_id, error, { ...inputs }));
      throw error;
    }
  });
  app.post('/admin/models/load/confirm', async (context) => {
    assertDownloads(parts);
    const { confirmation_token } = await readBody(context, confirmSchema);
    return answerLoad(context, await engine.confirmDownload(confirmation_token));
  });
  app.post('/admin/models/unload', async (context) => {
    const { model_id } = await readBody(context, unloadSchema);
    const { memoryFreedGb } = await engine.unload(model_id);
    await desk.write(unloadedUpdate(model_id, memoryFreedGb));
    return context.json({ success: true, model_id, memory_freed_gb: memoryFreedGb });
  });
  app.delete('/admin/models/:id{.+}', async (context) => {
    const { modelId, path } = await engine.deleteModel(context.req.param('id'));
    await desk.write(deletedUpdate(modelId, path));
    return context.json({ success: true, model_id: modelId, deleted_path: path ?? null });
  });
}

async function modelList({ engine, upstream }: ServerParts): Promise<{ id: string; created: number }[]> {
  const loaded = engine
    .listLoaded()
    .map(({ id, loadedAt }) => ({ id, created: Math.floor(loadedAt / 1000) }));
  const known = new Set(loaded.map(({ id }) => id));
  // What stands further up is loaded when it is asked for, so a client may choose from all of it.
  const further = upstream === undefined ? [] : await engine.listAvailable();
  const all = [
    ...loaded,
    ...further.filter(({ id }) => !known.has(id)).map(({ id }) => ({ id, created: 0 })),
  ];
  return all.map(({ id, created }) => ({ id, object: 'model', created, owned_by: 'local' }));
}

function loadedBody(model: LoadedModelStatus): Record<string, unknown> {
  return {
    id: model.id,
    loaded: true,
    memory_gb: model.memoryGb ?? null,
    loaded_at: model.loadedAt / 1000,
    use_batching: false,
    request_count: model.requestCount,
    last_used_at: model.lastUsedAt / 1000,
    context_length: model.contextLength ?? null,
    keep_alive_sec: model.keepAliveSec ?? null,
    performance: {},
    speculative: {},
    readiness: model.readiness,
  };
}

function loadInputs(body: z.output<typeof loadSchema>): LoadInputs {
  return {
    model_id: body.model_id,
    auto_download: body.auto_download ?? null,
    keep_alive_sec: body.keep_alive_sec ?? null,
    allow_unsupported_runtime: body.allow_unsupported_runtime ?? null,
    backend: body.backend ?? null,
    performance_overrides: body.performance_overrides ?? null,
  };
}

function loadOptions({ auto_download, keep_alive_sec }: LoadInputs): LoadOptions {
  return {
    autoDownload: auto_download === true,
    ...(keep_alive_sec === null ? {} : { keepAliveSec: keep_alive_sec }),
  };
}

function answerLoad(context: DemoContext, outcome: LoadOutcome): Response {
  if (outcome.kind !== 'loaded') return context.json(pendingLoadBody(outcome), 202);
  return context.json({
    success: true,
    model_id: outcome.modelId,
    memory_after_load_gb: Math.round(outcome.memoryAfterLoadGb * 100) / 100,
    time_to_load_ms: Math.round(outcome.timeToLoadMs * 10) / 10,
  });
}
