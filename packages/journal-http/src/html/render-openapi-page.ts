import type { OpenApiDocument } from '../openapi/openapi-document.js';
import { element, type HtmlChild, type Page, renderPage, table } from './page.js';

/** What the page shows of an operation; the types of OpenAPI have many more cases than this document. */
interface ShownOperation {
  summary?: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: object }[];
  requestBody?: { content: Record<string, { schema?: object }> };
  responses: Record<string, { description: string; content?: Record<string, unknown> }>;
}

/** The document for people: each route with its parameters and answers. */
export function renderOpenApiPage(document: OpenApiDocument): Page {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, ShownOperation>).map(([method, operation]) => ({
      title: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
  return renderPage(document.info.title, [
    element('h1', [document.info.title]),
    element('p', [document.info.description ?? '']),
    element('p', [element('a', ['openapi.json'], { href: 'openapi.json' })]),
    ...operations.flatMap(({ title, operation }) => renderOperation(title, operation)),
  ]);
}

function renderOperation(
  title: string,
  { summary = '', parameters = [], requestBody, responses }: ShownOperation,
) {
  const body = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) =>
    element('pre', [`${type}: ${JSON.stringify(schema, null, 2)}`]),
  );
  const children: HtmlChild[] = [element('h2', [element('code', [title])]), element('p', [summary])];
  if (parameters.length > 0) children.push(renderParameters(parameters));
  const rows = Object.entries(responses).map(([status, answer]) => [
    status,
    answer.description,
    Object.keys(answer.content ?? {}).join(', '),
  ]);
  return [...children, ...body, table(['Status', 'Meaning', 'Content'], rows)];
}

function renderParameters(parameters: NonNullable<ShownOperation['parameters']>): HtmlChild {
  const rows = parameters.map(({ name, in: place, required, description = '', schema }) => [
    element('code', [name]),
    `${place}${required === true ? ', required' : ''}`,
    description,
    element('code', [JSON.stringify(schema ?? {})]),
  ]);
  return table(['Parameter', 'In', 'Meaning', 'Schema'], rows);
}
