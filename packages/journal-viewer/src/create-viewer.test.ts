import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readAppFiles } from './app-files.js';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.js';
import { createViewer } from './create-viewer.js';

const viewer = createViewer();
const script = [...readAppFiles().keys()].find((name) => /^assets\/index-.*\.js$/.test(name)) ?? '';

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Response {
  return viewer(new Request(`http://localhost${path}`, { method, headers }));
}

describe('the files of the viewer', () => {
  it.each([
    '/admin/journal/',
    '/admin/journal/index.html',
    '/lmx/a/admin/journal/',
    '/journal/admin/journal/',
  ])('answers %s with its page', async (path) => {
    const response = get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('<div id="journal">');
  });

  it('names its own files without a folder before them, so that every base path fits', async () => {
    const page = await get('/admin/journal/').text();
    const links = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] as string);
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) expect(link).toMatch(/^\.\.?\//);
  });

  it('lets browsers keep what is named by its content', () => {
    const response = get(`/admin/journal/${script}`);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    '/',
    '/admin/',
    '/admin/journal',
    '/admin/journal/nothing.js',
    '/admin/journal/assets/',
    '/admin/journal/../../../etc/passwd',
    '/admin/journal/%2e%2e/%2e%2e/package.json',
    '/admin/journal/..%2f..%2fpackage.json',
    '/admin/journal/assets%2findex.js',
    '/admin/journal/.//index.html',
    '/admin/journal/index.html/',
    '/admin/journal/INDEX.HTML',
    '/admin/journal/index.html%00.js',
    '/admin/journal/..\\..\\package.json',
    '/admin/journal/__proto__',
  ])('answers %s with 404', (path) => {
    expect(get(path).status).toBe(404);
  });

  it('serves another folder where it is told so', () => {
    const other = createViewer({ mount: 'logs' });
    expect(other(new Request('http://localhost/x/logs/')).status).toBe(200);
    expect(other(new Request('http://localhost/x/journal/')).status).toBe(404);
  });
});

describe('an answer', () => {
  it.each([
    ['/admin/journal/', {}],
    ['/admin/journal/nothing', {}],
    [`/admin/journal/${script}`, { 'accept-encoding': 'gzip' }],
  ])('for %s with %o has the policy', (path, headers) => {
    const response = get(path, headers);
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('comes compressed to who takes that, with a tag of its own', async () => {
    const plain = get(`/admin/journal/${script}`, { 'accept-encoding': 'br, gzip;q=0' });
    const zipped = get(`/admin/journal/${script}`, { 'accept-encoding': 'br, GZIP;q=0.5' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(zipped.headers.get('etag')).not.toBe(plain.headers.get('etag'));
    const bytes = Buffer.from(await zipped.arrayBuffer());
    expect(zipped.headers.get('content-length')).toBe(String(bytes.length));
    expect(gunzipSync(bytes).toString()).toBe(await plain.text());
  });

  it.each([
    ['as it was given', (etag: string) => etag],
    ['weakened by a proxy', (etag: string) => `W/${etag}`],
    ['among others', (etag: string) => `"other", ${etag}`],
  ])('is 304 for a tag %s', async (_, change) => {
    const etag = get('/admin/journal/').headers.get('etag') ?? '';
    const response = get('/admin/journal/', { 'if-none-match': change(etag) });
    expect([response.status, await response.text()]).toEqual([304, '']);
    expect(response.headers.get('etag')).toBe(etag);
    expect(get('/admin/journal/', { 'if-none-match': '"other"' }).status).toBe(200);
  });

  it('to HEAD says how long the file is and sends nothing of it', async () => {
    const response = get('/admin/journal/', {}, 'HEAD');
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100);
    expect(await response.text()).toBe('');
  });
});

it('says what to do where its files are missing', () => {
  expect(() => readAppFiles(['./nothing/'])).toThrow(/are not in .*app.*Install @opta\/journal-viewer again/);
});

describe('the policy', () => {
  it('allows nothing from elsewhere, nothing inline and no string as a script', () => {
    expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
    expect(CONTENT_SECURITY_POLICY).toContain("require-trusted-types-for 'script'");
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|https?:|\*|data:|blob:/);
  });
});
