import { describe, expect, it } from 'vitest';
import { EVENT_LOG, makeAsk, makeLogFolder, SESSION_LOG, UPDATE_LOG } from '../../test/log-folder.js';
import { MAX_PARSED_BYTES } from '../constants.js';

const session = (accept?: string): [string, RequestInit] => [
  `/admin/logs/sessions/${SESSION_LOG}`,
  accept === undefined ? {} : { headers: { accept } },
];

describe('a log', () => {
  it.each([
    [undefined, 'text/plain; charset=utf-8'],
    ['*/*', 'text/plain; charset=utf-8'],
    ['application/json, text/plain, */*', 'text/plain; charset=utf-8'],
    ['text/markdown', 'text/markdown; charset=utf-8'],
  ])('is the file as it is, for %s', async (accept, type) => {
    const { store } = makeLogFolder();
    const response = await makeAsk({ store })(...session(accept));
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toMatch(/^---\ndate: 2026-02-24\n/);
  });

  it('is its data, as JSON', async () => {
    const ask = makeAsk({ store: makeLogFolder().store });
    const headers = { accept: 'application/json' };
    expect(await (await ask(`/admin/logs/sessions/${SESSION_LOG}`, { headers })).json()).toMatchObject({
      device: 'studio',
      eventLog: EVENT_LOG,
      duration: '00:05:00',
    });
    expect(await (await ask(`/admin/logs/updates/${UPDATE_LOG}`, { headers })).json()).toMatchObject({
      id: '200',
      summary: ['Loaded.'],
    });
  });

  it('is a page, as HTML', async () => {
    const response = await makeAsk({ store: makeLogFolder().store })(...session('text/html'));
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    const html = await response.text();
    expect(html).toContain('<h2>Summary</h2>');
    expect(html).toContain('<em>two</em>');
    expect(html).toContain('<a href="https://example.org/">the site</a>');
    expect(html).toContain('<pre>date: 2026-02-24');
  });

  it('in part is a range of the text', async () => {
    const ask = makeAsk({ store: makeLogFolder().store });
    const response = await ask(`/admin/logs/sessions/${SESSION_LOG}`, { headers: { range: 'bytes=4-19' } });
    expect([response.status, await response.text()]).toEqual([206, 'date: 2026-02-24']);
  });

  it('is not sent twice to who has it', async () => {
    const ask = makeAsk({ store: makeLogFolder().store });
    const etag = (await ask(...session())).headers.get('etag') ?? '';
    const again = await ask(`/admin/logs/sessions/${SESSION_LOG}`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  it('cannot be had as an image', async () => {
    const response = await makeAsk({ store: makeLogFolder().store })(...session('image/png'));
    expect(response.status).toBe(406);
    expect(await response.json()).toEqual({ detail: expect.stringContaining('text/markdown') });
  });

  it('ignores a query, which some clients add against caches', async () => {
    const ask = makeAsk({ store: makeLogFolder().store });
    expect((await ask(`/admin/logs/sessions/${SESSION_LOG}?_=1`)).status).toBe(200);
  });
});

describe('a log that is not to be parsed', () => {
  const put = (text: string) => {
    const folder = makeLogFolder();
    folder.put('updates/201_2026-02-24_strange.md', text);
    const ask = makeAsk({ store: folder.store });
    return (accept: string) => ask('/admin/logs/updates/201_2026-02-24_strange.md', { headers: { accept } });
  };

  it.each([
    ['too large', 'a\n\n'.repeat(MAX_PARSED_BYTES)],
    ['too slow', '- - a\n'.repeat(MAX_PARSED_BYTES / 6)],
    ['slow in its frontmatter', `---\na: &a [1]\n${'k: [*a, *a]\n'.repeat(20_000)}---\n`],
    ['too deep', '> '.repeat(500)],
    ['without a frontmatter that can be read', '---\n[\n---\n'],
  ])('because it is %s is had as text only', async (_, text) => {
    const ask = put(text);
    for (const accept of ['text/html', 'application/json']) {
      const response = await ask(accept);
      expect([accept, response.status]).toEqual([accept, 406]);
      expect(await response.json()).toEqual({ detail: expect.stringMatching(/sk for text\/markdown/) });
    }
    expect(await (await ask('text/markdown')).text()).toBe(text);
  });
});

describe('a page of a log', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '[a](javascript:alert(1))',
    '[a](&#106;avascript:alert(1))',
    '[a](data:text/html,x "onmouseover=alert(1)")',
    '![a](https://tracker.example/x.png)',
    '<https://x.example/"onmouseover="alert(1)>',
    '```html"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```',
    '| a |\n| --- |\n| <script>alert(1)</script> |',
    '[^1]\n\n[^1]: <script>alert(1)</script>',
    '</pre></main></body></html><script>alert(1)</script>',
    '---\n---\n</title><script>alert(1)</script>',
  ])('runs nothing of %j, wherever it stands', async (hostile) => {
    const folder = makeLogFolder();
    const front = JSON.stringify(hostile);
    const body = `# ${hostile}\n\n## Summary\n- ${hostile}\n\n## Other\n\n${hostile}\n\n## Notes\n${hostile}\n`;
    folder.put('updates/201_2026-02-24_x.md', `---\nid: 201\nauthor: ${front}\n---\n\n${body}`);
    const ask = makeAsk({ store: folder.store });
    const response = await ask('/admin/logs/updates/201_2026-02-24_x.md', {
      headers: { accept: 'text/html' },
    });
    expect(response.status).toBe(200);
    const [, inside = ''] = /<main>(.*)<\/main>/s.exec(await response.text()) ?? [];
    const tags = inside.match(/<[a-z][^>]*>/gi) ?? [];
    expect(tags.filter((tag) => /^<(?:script|img|svg|iframe|style|link|meta|base|form)/i.test(tag))).toEqual(
      [],
    );
    expect(tags.filter((tag) => /\son\w+\s*=|javascript:|data:/i.test(tag))).toEqual([]);
    expect(inside).not.toMatch(/<\/(?:main|body|html)>/);
  });
});
