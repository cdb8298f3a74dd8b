import { isUserError } from '../is-user-error.js';
import { configReloadedUpdate, type ReloadedConfig } from '../updates/update-inputs.js';
import { detailResponse } from './error-responses.js';
import type { DemoApp, ServerParts } from './server-parts.js';

const UPDATED = ['routing', 'memory', 'security', 'logging', 'presets'];

/** `POST /admin/config/reload`: the file is read again; one that cannot be used changes nothing. */
export function addConfigRoute(app: DemoApp, parts: ServerParts): void {
  app.post('/admin/config/reload', async (context) => {
    let reloaded: ReloadedConfig;
    try {
      reloaded = parts.reloadConfig();
    } catch (error) {
      if (!isUserError(error)) throw error;
      return detailResponse(422, error.message);
    }
    await parts.desk.write(configReloadedUpdate(reloaded));
    return context.json({ success: true, updated: UPDATED });
  });
}
