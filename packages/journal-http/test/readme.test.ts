import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readExamples } from 'test-kit';
import { runExample } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import * as constants from '../src/constants.js';
import { ROUTES } from '../src/routes/routes.js';

const PACKAGE = join(import.meta.dirname, '..');

const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');
const examples = readExamples(readme);

describe('the README', () => {
  it.each(examples.map(({ code, output }, index) => [index, code, output] as const))(
    'shows what example %i prints',
    (_, code, output) => {
      expect(runExample(code, PACKAGE)).toBe(output);
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
