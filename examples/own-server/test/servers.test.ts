import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundleScript } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { startExample } from './started-example.js';
import { eventTypes, writtenLogs } from './written-logs.js';

describe.each(['plain', 'express', 'fastify', 'hono'])('the server with %s', (name) => {
  it('serves, shows its journal, and leaves a session log with each request when it is stopped', async () => {
    const cwd = makeTemporaryFolder();
    mkdirSync(join(cwd, '.git'));
    const script = bundleScript(join(import.meta.dirname, `../src/${name}.ts`));
    const server = await startExample([script], { cwd, environment: { PORT: '0' } }, /^(http:\S+)$/);

    expect(await (await fetch(server.said)).text()).toBe('Hello.\n');
    await (await fetch(`${server.said}/missing`)).text();
    const current = await fetch(`${server.said}/admin/logs/sessions/current`);
    expect([current.status, await current.text()]).toEqual([
      200,
      expect.stringContaining('Requests: 2 completed'),
    ]);
    const note = await fetch(`${server.said}/admin/logs/notes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'decision', text: 'Keep it small.' }),
    });
    expect(note.status).toBe(201);

    expect(await server.end('SIGTERM')).toBe('SIGTERM');
    const [sessionLog = '', ...others] = writtenLogs(join(cwd, 'logs'), '.md');
    expect(others).toEqual([]);
    expect(sessionLog).toContain(`model: "${name}-server/1.0.0"`);
    expect(sessionLog).toContain('- Stopped by SIGTERM.\n- Requests: 2 completed, 0 failed;');
    expect(sessionLog).toContain('## Decisions Made\n- Keep it small.\n');
    expect(writtenLogs(join(cwd, 'logs'), '.jsonl').map(eventTypes)).toEqual([
      [
        'journal_session_start',
        'request_completed',
        'request_completed',
        'journal_note',
        'journal_session_end',
      ],
    ]);
  });
});
