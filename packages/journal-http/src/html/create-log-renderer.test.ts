import { expect, it, onTestFinished } from 'vitest';
import { MAX_PARSED_BYTES } from '../constants.js';
import { createLogRenderer, type HtmlLogRenderer } from './create-log-renderer.js';

function makeRenderer(): HtmlLogRenderer {
  const renderer = createLogRenderer();
  onTestFinished(() => renderer.close());
  return renderer;
}

const about = { kind: 'session', fileName: 'x.md' } as const;

it('gives a log as HTML without a page around it, and nothing of it runs', async () => {
  const text =
    '# Session: <b>Night</b>\n\n## Summary\n- <img src=x onerror=alert(1)> [a](javascript:alert(1))\n';
  const rendered = await makeRenderer().render({ ...about, text });
  const html = rendered.ok ? rendered.html : rendered.reason;
  expect(html).toContain('<h1>');
  expect(html).not.toMatch(/<(?:html|body|img|script)|javascript:/);
});

it('refuses what is too large to be parsed', async () => {
  const text = 'a'.repeat(MAX_PARSED_BYTES + 1);
  expect(await makeRenderer().render({ ...about, text })).toEqual({
    ok: false,
    reason: `The log is larger than ${MAX_PARSED_BYTES} bytes.`,
  });
});
