import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { answerContent } from './answer-content.js';

const TEXT = 'Größe\n'.repeat(500);
const BYTES = Buffer.from(TEXT);

function ask(headers: Record<string, string> = {}, text = TEXT): Promise<Response> {
  const request = new Request('http://localhost/', { headers });
  return answerContent(request, text, { type: 'text/plain; charset=utf-8', takesRange: true });
}

async function etagOf(headers: Record<string, string> = {}): Promise<string> {
  return (await ask(headers)).headers.get('etag') ?? '';
}

describe('an ETag', () => {
  it('is strong, the same for the same content, and another one for each coding', async () => {
    expect(await etagOf()).toMatch(/^"[\w-]{27}"$/);
    expect(await etagOf()).toBe(await etagOf());
    expect((await ask({}, 'other')).headers.get('etag')).not.toBe(await etagOf());
    expect(await etagOf({ 'accept-encoding': 'gzip' })).not.toBe(await etagOf());
  });

  it.each([
    ['itself', (etag: string) => etag],
    ['a list with it', (etag: string) => `"x", W/${etag}`],
    ['anything', () => '*'],
    ['that of the compressed one', (etag: string) => etag.replace(/"$/, '-gzip"')],
  ])('is answered with 304 and no content where the client has %s', async (_, header) => {
    const response = await ask({ 'if-none-match': header(await etagOf()) });
    expect([response.status, await response.text()]).toEqual([304, '']);
    expect(response.headers.get('etag')).toBe(await etagOf());
  });

  it('is not, where the client has another one', async () => {
    expect((await ask({ 'if-none-match': '"x"' })).status).toBe(200);
  });
});

describe('a range', () => {
  it('is a part of the bytes', async () => {
    const response = await ask({ range: 'bytes=1-7' });
    expect([response.status, response.headers.get('content-range')]).toEqual([
      206,
      `bytes 1-7/${BYTES.length}`,
    ]);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(BYTES.subarray(1, 8));
  });

  it('past the end is answered with the size', async () => {
    const response = await ask({ range: `bytes=${BYTES.length}-` });
    expect([response.status, response.headers.get('content-range')]).toEqual([
      416,
      `bytes */${BYTES.length}`,
    ]);
  });

  it('goes on only in the content that the client began with, and is never compressed', async () => {
    const etag = await etagOf();
    expect((await ask({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
    expect((await ask({ range: 'bytes=0-9', 'if-range': '"x"' })).status).toBe(200);
    const response = await ask({ range: 'bytes=0-2999', 'accept-encoding': 'gzip' });
    expect([response.status, response.headers.get('content-encoding')]).toEqual([206, null]);
  });
});

describe('compression', () => {
  it.each(['gzip', 'br, GZIP;q=0.5', 'gzip;q=1.0, identity'])('is done for %j', async (coding) => {
    const response = await ask({ 'accept-encoding': coding });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBe(Number(response.headers.get('content-length')));
    expect(gunzipSync(bytes).equals(BYTES)).toBe(true);
  });

  it.each(['identity', 'gzip;q=0', 'gzip; q=0.00', 'x-gzipped', '*;q=0'])(
    'is not done for %j',
    async (coding) => {
      const response = await ask({ 'accept-encoding': coding });
      expect([response.headers.get('content-encoding'), await response.text()]).toEqual([null, TEXT]);
    },
  );

  it('is not worth it for a short content', async () => {
    expect((await ask({ 'accept-encoding': 'gzip' }, 'short')).headers.get('content-encoding')).toBeNull();
  });

  it('says that the answer depends on what the client takes', async () => {
    expect((await ask()).headers.get('vary')).toBe('accept, accept-encoding');
  });
});
