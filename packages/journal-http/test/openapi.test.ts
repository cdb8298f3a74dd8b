import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createJournalApi } from '../src/index.js';
import { ROUTES } from '../src/routes/routes.js';
import { makeAsk, makeLogFolder } from './log-folder.js';
import { serveApi } from './serve-api.js';

async function documentOf(): Promise<OpenAPI3> {
  const response = await makeAsk({})('/admin/logs/openapi.json');
  expect(response.headers.get('content-type')).toBe('application/json');
  return (await response.json()) as OpenAPI3;
}

interface Operation {
  parameters?: object[];
  responses: Record<string, { description?: string }>;
}

/** What a document says of `GET` of a path. */
function readOperation(document: OpenAPI3, path: string): Operation {
  const { get } = (document.paths?.[path] ?? {}) as { get?: Operation };
  return get ?? { responses: {} };
}

const typesOf = async (document: OpenAPI3): Promise<string> => astToString(await openapiTS(document));

/** The linter with which openapi-typescript reads documents; it knows the whole specification. */
const require = createRequire(import.meta.url);
const { createConfig, lintFromString } = createRequire(require.resolve('openapi-typescript'))(
  '@redocly/openapi-core',
);

async function problemsOf(document: OpenAPI3): Promise<string[]> {
  const rules = {
    struct: 'error',
    'no-unresolved-refs': 'error',
    'no-invalid-schema-examples': 'error',
    'operation-operationId-unique': 'error',
    'path-parameters-defined': 'error',
    'no-identical-paths': 'error',
    'security-defined': 'error',
  };
  const problems = await lintFromString({
    source: JSON.stringify(document),
    config: await createConfig({ rules }),
  });
  return problems.map(({ message }: { message: string }) => message);
}

describe('the document', () => {
  it('follows the specification', async () => {
    const document = await documentOf();
    expect(document.openapi).toBe('3.1.0');
    expect(await problemsOf(document)).toEqual([]);
  });

  it.each([
    [
      'an answer without a description',
      (document: OpenAPI3) =>
        delete readOperation(document, '/admin/logs/health').responses['200']?.description,
    ],
    ['a key that is none', (document: OpenAPI3) => Object.assign(document, { pahts: {} })],
    ['a link to nothing', (document: OpenAPI3) => delete document.components?.schemas?.Health],
  ])('would not with %s', async (_, spoil) => {
    const document = await documentOf();
    spoil(document);
    expect(await problemsOf(document)).not.toEqual([]);
  });

  it('has every route with its method, and the key', async () => {
    const { paths, components, security } = await documentOf();
    const described = Object.entries(paths ?? {}).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId }]) => [operationId, method.toUpperCase(), path]),
    );
    expect(described.sort()).toEqual(
      Object.entries(ROUTES)
        .map(([id, { method, path }]) => [id, method, path])
        .sort(),
    );
    expect(components?.securitySchemes).toMatchObject({ adminKey: { in: 'header', name: 'X-Admin-Key' } });
    expect(security).toEqual([{ adminKey: [] }, {}]);
  });

  it('tells the limits and defaults of parameters', async () => {
    const { parameters: [limit] = [] } = readOperation(await documentOf(), '/admin/logs/sessions');
    expect(limit).toMatchObject({
      name: 'limit',
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 },
    });
  });

  it('is a page for people', async () => {
    const ask = makeAsk({});
    const pages = [
      await ask('/admin/logs/openapi'),
      await ask('/admin/logs/openapi.json', { headers: { accept: 'text/html' } }),
    ];
    for (const response of pages) {
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      const html = await response.text();
      for (const { method, path } of Object.values(ROUTES)) expect(html).toContain(`${method} ${path}`);
      expect(html).not.toMatch(/<(?:script|link|img)/);
    }
  });
});

/** Uses only what the generated types know: a wrong path, parameter or field does not compile. */
const CLIENT = `import type { paths } from './types.js';

type Get<Path extends keyof paths> = paths[Path] extends { get: infer Operation } ? Operation : never;
type Json<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never;
type Query<Operation> = Operation extends { parameters: { query?: infer Parameters } } ? NonNullable<Parameters> : never;

async function get<Path extends keyof paths>(base: string, path: Path, query?: Query<Get<Path>>): Promise<Json<Get<Path>>> {
  const response = await fetch(base + path + '?' + new URLSearchParams(query as Record<string, string>));
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Json<Get<Path>>;
}

export async function read(base: string): Promise<unknown> {
  const sessions = await get(base, '/admin/logs/sessions', { limit: 1, device: 'studio' });
  const names: string[] = sessions.map(({ filename, size_bytes }) => filename + (size_bytes > 0 ? '' : ' (empty)'));
  const updates = await get(base, '/admin/logs/updates');
  const { status, read_only } = await get(base, '/admin/logs/health');
  const isOk: boolean = status === 'ok' && !read_only;
  return { names, ids: updates.map(({ id }) => id), isOk };
}
`;

/** A folder in which TypeScript finds the types of the document; gone when the test is over. */
async function makeClientFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'opta-client-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'types.ts'), await typesOf(await documentOf()));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  return folder;
}

/** What the compiler says of a file. */
function compile(folder: string, file: string, more: string[] = []): string {
  const options = [
    '--ignoreConfig',
    '--strict',
    '--module',
    'NodeNext',
    '--target',
    'ES2022',
    '--skipLibCheck',
  ];
  const compiler = require.resolve('typescript/bin/tsc');
  return spawnSync(process.execPath, [compiler, ...options, ...more, file], { cwd: folder, encoding: 'utf8' })
    .stdout;
}

/** Compiles only if the generated types have the fields of the types of journal-format, and no others. */
const LOGS = `import type { SessionLog, UpdateLog } from '${join(import.meta.dirname, '../../journal-format/src/types.js')}';
import type { components } from './types.js';

type Schemas = components['schemas'];
type Difference<Left, Right> = Exclude<keyof Left, keyof Right> | Exclude<keyof Right, keyof Left>;

export const noDifference: Difference<SessionLog, Schemas['SessionLog']> | Difference<UpdateLog, Schemas['UpdateLog']> extends never ? true : false = true;
export const asSession = (log: SessionLog): Schemas['SessionLog'] => log;
export const asUpdate = (log: UpdateLog): Schemas['UpdateLog'] => log;
export const input: Schemas['UpdateLogInput'] = {
  summary: ['Loaded.'],
  series: { from: 200, to: 299 },
  version_before: '1.0',
  promoted: null,
  command_inputs: { model: 'a/b', retries: 3 },
  steps: [{ target: 'studio', component: 'lmx', step: 'load', status: 'ok' }],
  now: 0,
};
`;

describe('a client that is generated from the document', () => {
  it('type-checks, and reads a live server', async () => {
    const folder = await makeClientFolder();
    writeFileSync(join(folder, 'client.ts'), CLIENT);
    writeFileSync(
      join(folder, 'misuse.ts'),
      CLIENT.replace('device:', 'colour:').replace('size_bytes >', 'bytes >'),
    );
    expect(compile(folder, 'client.ts')).toBe('');
    expect(compile(folder, 'misuse.ts')).toMatch(/'colour'[\s\S]*'bytes'/);
    const { read } = await import(pathToFileURL(join(folder, 'client.js')).href);
    const port = await serveApi(createJournalApi({ store: makeLogFolder().store }));
    expect(await read(`http://127.0.0.1:${port}`)).toEqual({
      names: ['2026-02-24-1356-studio-runtime-session.md'],
      ids: ['200'],
      isOk: true,
    });
  });

  it('knows every field of a log, and what an update log is written from', async () => {
    const folder = await makeClientFolder();
    writeFileSync(join(folder, 'logs.ts'), LOGS);
    const compileLogs = () => compile(folder, 'logs.ts', ['--noEmit']);
    expect(compileLogs()).toBe('');
    const types = readFileSync(join(folder, 'types.ts'), 'utf8');
    for (const [right, wrong] of [
      ['eventLog?: string;', ''],
      ['aliases?: string[];', 'aliases?: number[];'],
      ['version_before?: string | null;', ''],
    ] as const) {
      expect(types).toContain(right);
      writeFileSync(join(folder, 'types.ts'), types.replace(right, wrong));
      expect(compileLogs()).toContain('logs.ts');
    }
  });
});
