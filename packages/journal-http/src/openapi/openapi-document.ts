import { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import type { Route } from '../routes/route.js';
import { type OperationId, ROUTES } from '../routes/routes.js';
import { problem } from './answer-schemas.js';
import { LOG_SCHEMAS } from './log-schemas.js';
import { OPERATIONS, type Operation } from './operations.js';
import { PROBLEMS } from './problems.js';

type Registry = OpenAPIHono['openAPIRegistry'];
type PathConfig = Parameters<Registry['registerPath']>[0];
type Answers = PathConfig['responses'];
export type OpenApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

const NAME = z.object({ name: z.string().meta({ description: 'A name of the listing' }) });
const PATH = z.object({
  path: z.string().meta({ description: 'Path of a file; empty for the page itself' }),
});

/** What every route may answer. */
const EVERYWHERE = [403, 405, 429, 500];

let document: OpenApiDocument | undefined;

/** The API as OpenAPI 3.1 describes it. */
export function openApiDocument(): OpenApiDocument {
  document ??= build();
  return document;
}

function build(): OpenApiDocument {
  const app = new OpenAPIHono();
  const registry = app.openAPIRegistry;
  registry.registerComponent('securitySchemes', 'adminKey', {
    type: 'apiKey',
    in: 'header',
    name: 'X-Admin-Key',
    description:
      'Where no key is configured, direct requests from the machine itself are served without one.',
  });
  for (const [name, schema] of Object.entries(LOG_SCHEMAS)) {
    registry.registerComponent('schemas', name, schema);
  }
  for (const [id, route] of Object.entries(ROUTES) as [OperationId, Route][]) {
    registry.registerPath(toPathConfig(id, route, OPERATIONS[id]));
  }
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Opta journal',
      version: '1',
      description:
        'Session logs, event logs and update logs of this server. Every failure is `{"detail": …}`.',
    },
    servers: [{ url: '/' }],
    security: [{ adminKey: [] }, {}],
  });
}

function toPathConfig(operationId: string, { method, path }: Route, operation: Operation): PathConfig {
  const { summary, query, headers, body } = operation;
  return {
    operationId,
    method: method === 'GET' ? 'get' : 'post',
    path,
    summary,
    request: {
      ...(path.includes('{name}') ? { params: NAME } : {}),
      ...(path.includes('{path}') ? { params: PATH } : {}),
      ...(query === undefined ? {} : { query }),
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined
        ? {}
        : { body: { required: true, content: { 'application/json': { schema: body } } } }),
    },
    responses: toAnswers(operation),
  };
}

function toAnswers({
  summary,
  status = 200,
  content,
  answerHeaders = {},
  problems = [],
}: Operation): Answers {
  const headers = Object.fromEntries(
    Object.entries(answerHeaders).map(([name, description]) => [
      name,
      { description, schema: { type: 'string' as const } },
    ]),
  );
  const success = {
    description: summary,
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(content === undefined
      ? {}
      : { content: Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema }])) }),
  };
  return { [status]: success, ...Object.fromEntries([...problems, ...EVERYWHERE].map(toProblem)) };
}

function toProblem(status: number): [string, Answers[string]] {
  return [
    String(status),
    {
      description: PROBLEMS[status] ?? 'It did not work',
      content: { 'application/json': { schema: problem } },
    },
  ];
}
