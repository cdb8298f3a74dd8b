import fc from 'fast-check';

/** The parts of a JSON schema that the document has. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  minimum?: number;
  maximum?: number;
}

interface Parameter {
  name: string;
  in: string;
  schema: JsonSchema;
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, unknown>;
}

/** The parts of an OpenAPI document that requests are made from. */
export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema> };
}

/** A request that the document describes, or nearly. */
export interface MadeRequest {
  method: string;
  /** As the document writes it. */
  path: string;
  target: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** Statuses that the document knows for it. */
  statuses: string[];
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'];
const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '0', '-1', 'null', '*', '%00', '../x'),
);
const HEADERS = fc.record(
  {
    accept: fc.constantFrom(
      '*/*',
      'text/html',
      'application/json',
      'text/markdown',
      'image/png',
      'text/*;q=0.1, x/y',
      ',;=',
    ),
    'accept-encoding': fc.constantFrom('gzip', 'gzip;q=0', 'br', '*'),
    range: fc.constantFrom('bytes=0-9', 'bytes=-5', 'bytes=9-1', 'bytes=999999-', 'bytes=0-1,5-6', 'x'),
    'if-none-match': fc.constantFrom('*', '"x"', 'W/"x", y'),
    'last-event-id': fc.constantFrom('', 'x', '01KAT8Y0VJ6S4T3ZQW8C6A1B2D:1', `${'9'.repeat(400)}:1`),
    origin: fc.constantFrom('null', 'http://localhost', 'https://evil.example', 'x'),
    'content-type': fc.constantFrom(
      'application/json',
      'application/json; charset=utf-8',
      'text/plain',
      'application/x-www-form-urlencoded',
    ),
  },
  { requiredKeys: [] },
);

/**
 * Requests to each operation of a document: mostly as it describes them, often with something wrong.
 *
 * @param names - what stands for names of logs in paths
 */
export function requestsOf(document: ApiDocument, names: readonly string[]): fc.Arbitrary<MadeRequest> {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return fc.constantFrom(...operations).chain(({ path, method, operation }) =>
    fc
      .record({
        method: mostly(fc.constant(method), fc.constantFrom(...METHODS)),
        name: mostly(fc.constantFrom(...names), word),
        query: queryOf(operation.parameters ?? [], document),
        headers: HEADERS,
        body: bodyOf(operation, document),
      })
      .map(({ method: sent, name, query, headers, body }) => ({
        method: sent,
        path,
        target: `${path.replace(/\{\w+\}/, () => encodeURIComponent(name.toWellFormed()))}?${query}`,
        headers: { 'content-type': 'application/json', ...headers },
        body: sent === 'GET' || sent === 'HEAD' ? undefined : body,
        statuses: statusesOf(document.paths[path]?.[sent === 'HEAD' ? 'get' : sent.toLowerCase()]),
      })),
  );
}

function statusesOf(operation: Operation | undefined): string[] {
  return operation === undefined ? ['204', '403', '404', '405'] : Object.keys(operation.responses);
}

function queryOf(parameters: readonly Parameter[], document: ApiDocument): fc.Arbitrary<string> {
  const known = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) =>
      fc.tuple(fc.constant(name), mostly(valueFor(schema, document).map(asText), word)),
    );
  const pairs = known.map((pair) => fc.array(pair, { maxLength: 2 }));
  const nothing: [string, string][] = [];
  return fc
    .tuple(...pairs, mostly(fc.constant(nothing), fc.array(fc.tuple(word, word), { maxLength: 1 })))
    .map((all) => String(new URLSearchParams(all.flat())));
}

function bodyOf({ requestBody }: Operation, document: ApiDocument): fc.Arbitrary<string> {
  const schema = requestBody?.content['application/json']?.schema ?? {};
  const valid = valueFor(schema, document).map((value) => JSON.stringify(value));
  return mostly(valid, fc.oneof(fc.json(), word, fc.constant(`{"text":"${'x'.repeat(100_000)}"}`)));
}

/** A value that a schema describes. */
function valueFor(schema: JsonSchema, document: ApiDocument): fc.Arbitrary<unknown> {
  const { $ref, anyOf, type, items = {}, properties = {}, required = [] } = schema;
  if ($ref !== undefined)
    return valueFor(document.components.schemas[$ref.split('/').at(-1) as string] ?? {}, document);
  if (anyOf !== undefined) return fc.oneof(...anyOf.map((one) => valueFor(one, document)));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (Array.isArray(type) ? type[0] : type) {
    case 'string':
      return fc.oneof(word, fc.constantFrom('2026-02-24', '2026-02-24T13:56:00Z', 'model_*', 'studio'));
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? -5, max: Math.min(schema.maximum ?? 1000, 2 ** 31 - 1) });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valueFor(items, document), { maxLength: 3 });
    case 'object':
      return fc.record(mapValues(properties, document), { requiredKeys: required });
    default:
      return fc.jsonValue();
  }
}

function mapValues(
  properties: Record<string, JsonSchema>,
  document: ApiDocument,
): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, valueFor(one, document)]));
}

function asText(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

function mostly<Value>(usual: fc.Arbitrary<Value>, rare: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ arbitrary: usual, weight: 6 }, { arbitrary: rare, weight: 1 });
}
