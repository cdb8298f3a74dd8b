import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as constants from '../src/constants.js';
import { ROUTES } from '../src/routes/routes.js';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```\n\n```\n([\s\S]*?)```/g)];

describe('the README', () => {
  it.each(examples.map(([, code = '', output = ''], index) => [index, code, output] as const))(
    'shows what example %i prints',
    (index, code, output) => {
      const folder = mkdtempSync(join(tmpdir(), 'opta-readme-'));
      // Inside the package, where its own name and its adapters are found.
      const file = join(import.meta.dirname, `example-${index}-${process.pid}.mts`);
      onTestFinished(() => {
        rmSync(folder, { recursive: true });
        rmSync(file);
      });
      writeFileSync(file, code);
      const printed = execFileSync(
        process.execPath,
        ['--conditions=@opta/source', '--import', import.meta.resolve('tsx'), file],
        { cwd: folder, encoding: 'utf8' },
      );
      expect(printed).toBe(output);
    },
  );

  it('has an example for each of three servers', () => {
    expect(examples).toHaveLength(3);
  });

  it('names every route', () => {
    for (const { method, path } of Object.values(ROUTES)) {
      const short = path.replace('{path}', '').replace(/^\/admin\/logs(?!\/openapi)/, '');
      expect(readme).toMatch(new RegExp(`\`${method} ${short.replaceAll(/[{}/.]/g, '\\$&')}|\`${short}\``));
    }
  });

  it('gives the defaults that the code has', () => {
    for (const [option, value] of Object.entries({
      maxBodyBytes: constants.DEFAULT_MAX_BODY_BYTES,
      maxFeedClients: constants.DEFAULT_MAX_FEED_CLIENTS,
      heartbeatIntervalMs: constants.DEFAULT_HEARTBEAT_INTERVAL_MS,
    })) {
      expect(readme).toContain(`| \`${option}\` | \`${value}\` |`);
    }
    const { DEFAULT_MAX_WRONG_KEYS: maxWrongKeys, DEFAULT_WRONG_KEY_WINDOW_MS: windowMs } = constants;
    expect(readme).toContain(`{ maxWrongKeys: ${maxWrongKeys}, windowMs: ${windowMs} }`);
  });
});
