import type { DemoOptions } from '../demo-options.js';
import type { ServerConfig } from './server-config.js';

/** The configuration with what the command line says instead. */
export function withOptions(config: ServerConfig, options: DemoOptions): ServerConfig {
  // The configured default is an embedded model, which a server further up does not have.
  const configuredModel = options.upstream === undefined ? config.models.default_model : null;
  return {
    ...config,
    server: {
      ...config.server,
      host: options.host ?? config.server.host,
      port: options.port ?? config.server.port,
    },
    security: { ...config.security, admin_key: options.adminKey ?? config.security.admin_key },
    models: { ...config.models, default_model: options.model ?? configuredModel },
  };
}
