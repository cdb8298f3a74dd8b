import { describe, expect, it } from 'vitest';
import { makeAsk } from '../../test/log-folder.js';

const PATH = '/admin/logs/sessions/current';

describe('the running session', () => {
  it('is its log as it would be now, in every form of a log', async () => {
    const ask = makeAsk({ preview: () => ({ text: '---\ndevice: "studio"\n---\n\n## Summary\n- Fine.\n' }) });
    expect(await (await ask(PATH)).text()).toContain('- Fine.');
    const json = await ask(PATH, { headers: { accept: 'application/json' } });
    expect(await json.json()).toEqual({ device: 'studio', summary: ['Fine.'] });
    expect(await (await ask(PATH, { headers: { accept: 'text/html' } })).text()).toContain('<li>Fine.</li>');
  });

  it('is not found where none runs, and missing where none can run', async () => {
    expect((await makeAsk({ preview: () => undefined })(PATH)).status).toBe(404);
    const response = await makeAsk({})(PATH);
    expect([response.status, await response.json()]).toEqual([
      501,
      { detail: expect.stringContaining('@opta/journal-runtime') },
    ]);
  });

  it('has no secrets', async () => {
    const ask = makeAsk({ preview: () => ({ text: 'password: swordfish\n' }) });
    expect(await (await ask(PATH)).text()).not.toContain('swordfish');
  });
});
