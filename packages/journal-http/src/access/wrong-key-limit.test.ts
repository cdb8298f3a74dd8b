import { describe, expect, it } from 'vitest';
import { MAX_REMEMBERED_ADDRESSES } from '../constants.js';
import { createAdminGuard } from './admin-guard.js';
import { createWrongKeyLimit } from './wrong-key-limit.js';

function makeLimit(options = { maxWrongKeys: 2, windowMs: 1000 }) {
  const clock = { now: 0 };
  return { clock, limit: createWrongKeyLimit(options, () => clock.now) };
}

describe('the limit of wrong keys', () => {
  it('lets an address wait after so many, until the window of its first one ends', () => {
    const { clock, limit } = makeLimit();
    limit.count('192.0.2.1');
    clock.now = 400;
    expect(limit.waitMs('192.0.2.1')).toBe(0);
    limit.count('192.0.2.1');
    expect(limit.waitMs('192.0.2.1')).toBe(600);
    clock.now = 1000;
    expect(limit.waitMs('192.0.2.1')).toBe(0);
    limit.count('192.0.2.1');
    expect(limit.waitMs('192.0.2.1')).toBe(0);
  });

  it('knows each address for itself, and of IPv6 each network of 64 bits', () => {
    const { limit } = makeLimit();
    for (const address of ['2001:db8::1', '2001:db8::1:0:0:2', '192.0.2.1', '192.0.2.1'])
      limit.count(address);
    expect(limit.waitMs('192.0.2.2')).toBe(0);
    expect(limit.waitMs('192.0.2.1')).toBe(1000);
    expect(limit.waitMs('2001:db8::ffff')).toBe(1000);
    expect(limit.waitMs('2001:db8:0:1::1')).toBe(0);
    expect(limit.waitMs('::1')).toBe(0);
  });

  it('has none for an address that is not known, which would be that of everybody', () => {
    const { limit } = makeLimit();
    for (let index = 0; index < 10; index += 1) limit.count(undefined);
    expect(limit.waitMs(undefined)).toBe(0);
  });

  it('remembers a bounded number of addresses, and forgets the one that was silent longest', () => {
    const { limit } = makeLimit({ maxWrongKeys: 1, windowMs: 1000 });
    for (let index = 0; index < MAX_REMEMBERED_ADDRESSES; index += 1) limit.count(`client-${index}`);
    limit.count('client-0');
    limit.count('one more');
    expect(limit.waitMs('client-0')).toBe(1000);
    expect(limit.waitMs('client-1')).toBe(0);
    expect(limit.waitMs('client-2')).toBe(1000);
  });
});

describe('a guard with a limit', () => {
  const ask = (guard: ReturnType<typeof createAdminGuard>, key: string | undefined, remoteAddress: string) =>
    guard(
      new Request(
        'http://localhost/admin/logs/sessions',
        key === undefined ? {} : { headers: { 'x-admin-key': key } },
      ),
      { remoteAddress },
    );

  it('answers 429 to the address that guesses, whatever it sends, and serves all others', () => {
    const guard = createAdminGuard({ adminKey: 'right', rateLimit: { maxWrongKeys: 3, windowMs: 60_000 } });
    for (let guess = 0; guess < 3; guess += 1)
      expect(ask(guard, `wrong${guess}`, '192.0.2.1')?.status).toBe(403);
    const refusal = ask(guard, 'right', '192.0.2.1');
    expect([refusal?.status, Number(refusal?.headers.get('retry-after'))]).toEqual([429, 60]);
    expect(ask(guard, 'right', '192.0.2.2')).toBeUndefined();
  });

  it('does not count requests without a key, nor right ones', () => {
    const guard = createAdminGuard({ adminKey: 'right', rateLimit: { maxWrongKeys: 1 } });
    for (let index = 0; index < 5; index += 1) {
      expect(ask(guard, undefined, '192.0.2.1')?.status).toBe(403);
      expect(ask(guard, 'right', '192.0.2.1')).toBeUndefined();
    }
  });

  it('can be told to have none', () => {
    const guard = createAdminGuard({ adminKey: 'right', rateLimit: false });
    for (let guess = 0; guess < 100; guess += 1) expect(ask(guard, 'wrong', '192.0.2.1')?.status).toBe(403);
  });

  it.each([{ maxWrongKeys: 0 }, { windowMs: Number.NaN }])('refuses %j', (rateLimit) => {
    expect(() => createAdminGuard({ adminKey: 'right', rateLimit })).toThrow(
      expect.objectContaining({ code: 'JOURNAL_HTTP_OPTION_INVALID' }),
    );
  });
});
