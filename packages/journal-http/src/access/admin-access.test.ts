import { describe, expect, it } from 'vitest';
import { type AdminAccessOptions, isLoopbackAddress, refuseAccess } from './admin-access.js';

const LOCAL = { remoteAddress: '127.0.0.1' };
const REMOTE = { remoteAddress: '192.0.2.7' };
const WITH_KEY: AdminAccessOptions = { adminKey: 'secret-key', allowedHosts: [], allowKeyInQuery: false };
const WITHOUT_KEY: AdminAccessOptions = {
  adminKey: null,
  allowedHosts: ['studio.local'],
  allowKeyInQuery: false,
};

function ask(
  path: string,
  options: AdminAccessOptions,
  connection: { remoteAddress?: string },
  init: RequestInit = {},
): Response | undefined {
  const request = new Request(`http://localhost:1234${path}`, init);
  return refuseAccess(request, new URL(request.url), connection, options);
}

async function refusal(response: Response | undefined): Promise<unknown> {
  return response === undefined
    ? 'accepted'
    : { status: response.status, ...((await response.json()) as object) };
}

describe('with an admin key', () => {
  it('accepts the key from anywhere', () => {
    expect(
      ask('/admin/logs/sessions', WITH_KEY, REMOTE, { headers: { 'x-admin-key': 'secret-key' } }),
    ).toBeUndefined();
  });

  it.each([
    ['no key', {}],
    ['a wrong key', { 'x-admin-key': 'secret-kez' }],
    ['a prefix of the key', { 'x-admin-key': 'secret' }],
    ['an empty key', { 'x-admin-key': '' }],
    ['a doubled key', { 'x-admin-key': 'secret-key, secret-key' }],
    ['a key of a megabyte', { 'x-admin-key': 'x'.repeat(1024 * 1024) }],
  ])('answers %s as LMX does, also to this machine', async (_, headers) => {
    expect(
      await refusal(
        ask('/admin/logs/sessions', WITH_KEY, LOCAL, { headers: headers as Record<string, string> }),
      ),
    ).toEqual({
      status: 403,
      detail: 'Invalid or missing admin key',
    });
  });

  it('ignores a key in the URL unless that is switched on', () => {
    expect(ask('/admin/events?admin_key=secret-key', WITH_KEY, LOCAL)?.status).toBe(403);
  });

  it('accepts a key in the URL on the event feed only', () => {
    const options = { ...WITH_KEY, allowKeyInQuery: true };
    expect(ask('/admin/events?admin_key=secret-key', options, REMOTE)).toBeUndefined();
    expect(ask('/admin/logs/sessions?admin_key=secret-key', options, REMOTE)?.status).toBe(403);
  });
});

describe('without an admin key', () => {
  it('serves this machine', () => {
    expect(ask('/admin/logs/sessions', WITHOUT_KEY, LOCAL)).toBeUndefined();
    expect(ask('/admin/logs/sessions', WITHOUT_KEY, { remoteAddress: '::ffff:127.0.0.1' })).toBeUndefined();
  });

  it.each([
    ['another machine', REMOTE, {}],
    ['a connection that nothing is known of', {}, {}],
    ['a proxy on this machine', LOCAL, { 'x-forwarded-for': '192.0.2.7' }],
    ['a proxy that says so in a standard way', LOCAL, { forwarded: 'for=192.0.2.7' }],
  ])('refuses %s', (_, connection, headers) => {
    expect(
      ask('/admin/logs/sessions', WITHOUT_KEY, connection, { headers: headers as Record<string, string> })
        ?.status,
    ).toBe(403);
  });

  it('refuses a host name that somebody points at this machine, and accepts a listed one', () => {
    const withHost = (host: string) => ask('/admin/events', WITHOUT_KEY, LOCAL, { headers: { host } });
    expect(withHost('evil.example:1234')?.status).toBe(403);
    expect(withHost('studio.local:1234')).toBeUndefined();
    expect(withHost('[::1]:1234')).toBeUndefined();
    expect(withHost('127.0.0.1')).toBeUndefined();
  });
});

it('refuses to write for a page of another site, also with the key', () => {
  const headers = { 'x-admin-key': 'secret-key', origin: 'https://evil.example', host: 'localhost:1234' };
  expect(ask('/admin/logs/updates', WITH_KEY, LOCAL, { method: 'POST', headers })?.status).toBe(403);
  expect(
    ask('/admin/logs/updates', WITH_KEY, LOCAL, { method: 'POST', headers: { ...headers, origin: 'null' } })
      ?.status,
  ).toBe(403);
  expect(
    ask('/admin/logs/updates', WITH_KEY, LOCAL, {
      method: 'POST',
      headers: { ...headers, origin: 'http://localhost:1234' },
    }),
  ).toBeUndefined();
});

it('knows loopback addresses', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].filter(isLoopbackAddress)).toHaveLength(4);
  expect(
    ['10.0.0.1', '::2', '127.0.0.1.example', '', 'localhost', '::ffff:10.0.0.1'].filter(isLoopbackAddress),
  ).toEqual([]);
});
