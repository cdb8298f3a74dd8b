import * as z from 'zod';
import { EngineError } from '../engine/engine-error.js';
import { downloadBody } from './download-answers.js';
import { readBody } from './read-body.js';
import type { DemoApp, ServerParts } from './server-parts.js';

const downloadSchema = z.object({ repo_id: z.string().min(1) });
const quantizeSchema = z.object({
  model_id: z.string().min(1),
  bits: z.number().int().min(1).max(16).default(4),
});

/** Downloads without loading, and quantizing. */
export function addDownloadRoutes(app: DemoApp, parts: ServerParts): void {
  const { engine } = parts;
  app.get('/admin/models/downloads', (context) =>
    context.json({ downloads: engine.listDownloads().map(downloadBody) }),
  );
  app.post('/admin/models/download', async (context) => {
    assertDownloads(parts);
    const { repo_id } = await readBody(context, downloadSchema);
    return context.json(downloadBody(await engine.download(repo_id)), 202);
  });
  app.get('/admin/models/download/:id/progress', (context) => {
    const id = context.req.param('id');
    const download = engine.listDownloads().find(({ downloadId }) => downloadId === id);
    if (download === undefined) throw new EngineError('download_not_found', `There is no download ${id}`);
    return context.json(downloadBody(download));
  });
  app.delete('/admin/models/download/:id', (context) =>
    context.json(downloadBody(engine.cancelDownload(context.req.param('id')))),
  );
  app.post('/admin/quantize', async (context) => {
    const { model_id, bits } = await readBody(context, quantizeSchema);
    const { jobId, modelId } = await engine.quantize(model_id, bits);
    return context.json({ job_id: jobId, model_id: modelId, status: 'quantizing' }, 202);
  });
}

/** @throws {EngineError} `downloads_disabled` */
export function assertDownloads(parts: ServerParts): void {
  if (parts.config().models.downloads_enabled) return;
  throw new EngineError(
    'downloads_disabled',
    'Downloads are switched off: models.downloads_enabled is false',
  );
}
