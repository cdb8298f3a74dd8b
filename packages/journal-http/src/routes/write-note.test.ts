import { describe, expect, it } from 'vitest';
import { makeAsk, post } from '../../test/log-folder.js';

const PATH = '/admin/logs/notes';

describe('a note', () => {
  it('is handed to the journal and told without its secrets', async () => {
    const notes: unknown[] = [];
    const ask = makeAsk({ note: (kind, text) => notes.push([kind, text]) > 0 });
    const response = await ask(PATH, post({ kind: 'decision', text: ' password: swordfish ' }));
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      kind: 'decision',
      text: expect.not.stringContaining('swordfish'),
    });
    expect(notes).toEqual([['decision', 'password: swordfish']]);
  });

  it('is refused while no session runs', async () => {
    const response = await makeAsk({ note: () => false })(PATH, post({ kind: 'note', text: 'x' }));
    expect([response.status, await response.json()]).toEqual([
      409,
      { detail: expect.stringContaining('no session is running') },
    ]);
  });

  it.each([
    [{ text: 'x' }, 'kind is missing'],
    [{ kind: 'joke', text: 'x' }, 'kind is "joke"'],
    [{ kind: 'note' }, 'text is missing'],
    [{ kind: 'note', text: '  ' }, 'text is "  "'],
    [{ kind: 'note', text: 'x'.repeat(9000) }, 'text is "xxx'],
    [{ kind: 'note', text: 'x', colour: 'red' }, 'colour'],
  ])('%j is refused with what is wrong', async (body, detail) => {
    const ask = makeAsk({ note: () => true });
    const response = await ask(PATH, post(body));
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({ detail: expect.stringContaining(detail) });
  });

  it('needs a journal that runs', async () => {
    const response = await makeAsk({})(PATH, post({ kind: 'note', text: 'x' }));
    expect([response.status, (await response.text()).includes('@opta/journal-runtime')]).toEqual([501, true]);
  });
});
