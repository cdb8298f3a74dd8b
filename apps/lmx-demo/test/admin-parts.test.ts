import { describe, expect, it } from 'vitest';
import { useDemo } from './use-demo.js';

const demo = useDemo();

const json = async (url: string): Promise<Record<string, unknown>> => {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
};

/** Values by name and labels, as Prometheus reads them. */
async function readMetrics(url: string): Promise<Map<string, number>> {
  const response = await fetch(`${url}/admin/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]));
}

describe('the admin API of the sample server', () => {
  it('searches, counts, diagnoses and plans over the logs of the running server', async () => {
    const { url, journal } = await demo.start();
    journal.record({ type: 'model_load_failed', data: { model_id: 'a/b', error: 'out of nutmeg' } });
    await expect
      .poll(async () => (await json(`${url}/admin/logs/search?q=nutmeg`)).hits, { timeout: 20_000 })
      .toMatchObject([{ kind: 'event', type: 'model_load_failed' }]);
    const stats = await json(`${url}/admin/logs/stats`);
    expect(stats).toMatchObject({ total: { runtimes: 1, running: 1 } });
    expect(await json(`${url}/admin/logs/doctor`)).toBeDefined();
    expect(await json(`${url}/admin/logs/retention`)).toMatchObject({ mode: 'archive', units: [] });
    expect(await json(`${url}/admin/logs/openapi.json`)).toMatchObject({ openapi: '3.1.0' });
    expect(await (await fetch(`${url}/admin/journal/`)).text()).toContain('<title>Journal</title>');
  });

  it('tells Prometheus what became of events, secrets, clients and update logs', async () => {
    const { url, journal } = await demo.start();
    const before = await readMetrics(url);
    journal.record({ type: 'x', data: { reason: `refused ${'hf_'}${'aB3dE5fG7h'.repeat(4).slice(0, 34)}` } });
    await fetch(`${url}/admin/logs/updates`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ summary: 'counted' }),
    });
    const leave = new AbortController();
    const feed = await fetch(`${url}/admin/events`, { signal: leave.signal });
    const after = await readMetrics(url);
    leave.abort();
    await feed.body?.cancel().catch(() => undefined);
    const added = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    expect(added('opta_journal_events_total{outcome="written"}')).toBeGreaterThanOrEqual(1);
    expect(added('opta_journal_redactions_total{kind="huggingface-token"}')).toBe(1);
    expect(added('opta_journal_update_logs_total{outcome="written"}')).toBe(1);
    expect(after.get('opta_journal_feed_clients')).toBe(1);
    expect(after.get('opta_journal_session_running')).toBe(1);
    expect(after.get('opta_journal_events_total{outcome="dropped"}')).toBe(0);
  });

  it('keeps the figures behind the admin key', async () => {
    const config = demo.write('config.yaml', 'security: { admin_key: "k" }\n');
    const { url } = await demo.start({ config });
    expect((await fetch(`${url}/admin/metrics`)).status).toBe(403);
    expect((await fetch(`${url}/admin/metrics`, { headers: { 'x-admin-key': 'k' } })).status).toBe(200);
  });
});
