import { readFileSync } from 'node:fs';
import { loadJournalingConfig } from '@opta/journal-runtime';
import { parse } from 'yaml';
import { DemoError } from '../demo-error.js';
import { type ServerConfig, serverConfigSchema } from './server-config.js';

/**
 * Reads the server's configuration file; without one, the defaults.
 *
 * @throws {DemoError} with everything that is wrong with it at once
 * @throws {JournalRuntimeError} for what is wrong in its `journaling` block
 */
export function loadServerConfig(file: string | undefined): ServerConfig {
  if (file === undefined) return serverConfigSchema.parse({});
  const parsed = serverConfigSchema.safeParse(readYaml(file) ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `  ${issue.path.join('.') || 'the file'}: ${issue.message}`,
    );
    throw new DemoError(`The configuration ${file} cannot be used:\n${problems.join('\n')}`);
  }
  // The journal names key, line and the nearest valid value of what is wrong in its block.
  if (Object.keys(parsed.data.journaling).length > 0) loadJournalingConfig({ file });
  return parsed.data;
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DemoError(`The configuration ${file} cannot be read: ${reason}`, { cause });
  }
}
