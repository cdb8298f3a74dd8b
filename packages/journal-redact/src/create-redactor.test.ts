import { describe, expect, it } from 'vitest';
import { createRedactor, type RedactionPolicy } from './index.js';

/** In two parts, so that no scanner takes this file for a leak. */
const GITHUB = `ghp_${'Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU'}`;
const OTHER = `ghp_${'Aa3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU'}`;

const redact = (value: unknown, policy?: RedactionPolicy): unknown => createRedactor(policy).redact(value);

describe('redact', () => {
  it('replaces values by the names under which they stand, at any depth', () => {
    const value = { config: { providers: [{ options: { auth: { apiKey: 'hunter2' }, max_tokens: 512 } }] } };
    expect(redact(value)).toEqual({
      config: { providers: [{ options: { auth: { apiKey: '[redacted:api-key]' }, max_tokens: 512 } }] },
    });
  });

  it('replaces what has the shape of a secret, under any name, in keys as well', () => {
    expect(redact({ note: `see ${GITHUB}.`, [GITHUB]: 1 })).toEqual({
      note: 'see [redacted:github-token].',
      '[redacted:github-token]': 1,
    });
  });

  it.each([
    [
      ['--token', 'Zk3vQ9xT7mB2'],
      ['--token', '[redacted:token]'],
    ],
    [
      ['Authorization', 'Bearer abc'],
      ['Authorization', '[redacted:authorization]'],
    ],
    [
      ['accept', '*/*', 'X-Api-Key', 'abc'],
      ['accept', '*/*', 'X-Api-Key', '[redacted:api-key]'],
    ],
    [
      { name: 'Cookie', value: 'a=b' },
      { name: 'Cookie', value: '[redacted:cookie]' },
    ],
    [
      { key: 'HF_TOKEN', value: 'abc' },
      { key: 'HF_TOKEN', value: '[redacted:token]' },
    ],
    [new Map([['password', 'x1']]), new Map([['password', '[redacted:password]']])],
    [new Set([GITHUB]), new Set(['[redacted:github-token]'])],
    [{ passwords: ['a1', 'b2'] }, { passwords: ['[redacted:password]', '[redacted:password#2]'] }],
    [
      { credentials: { user: 'ann', pass: 'x1' } },
      { credentials: { user: '[redacted:credential]', pass: '[redacted:credential#2]' } },
    ],
    [
      { pin: 48_291_735, password: 123_456 },
      { pin: '[redacted:pin]', password: '[redacted:password]' },
    ],
  ])('reads lists of headers, options, maps and collections: %j', (value, expected) => {
    expect(redact(value)).toEqual(expected);
  });

  it.each([
    [{ token: ' world', tokens: ['a', 'b'], max_tokens: 5 }],
    [{ token: 17 }],
    [{ password: null, secret: '', api_key: '***', token: false }],
    [{ id: 'chatcmpl-2hUCJIEQy1ednqmHTg47namvb5JVe', sha: 'b090e674a36f8c85f22b975644c90a95c79001b1' }],
    [['password', 'token', 'count']],
  ])('leaves alone what is none: %j', (value) => {
    expect(redact(value)).toBe(value);
  });

  it('gives back the value itself where nothing is replaced, and never changes it', () => {
    const value = { a: [1, { b: 'c' }], password: 'x1' };
    const before = structuredClone(value);
    const redacted = redact(value) as typeof value;
    expect(value).toEqual(before);
    expect(redacted.a).toBe(value.a);
  });

  it('ends with cycles and with depth, and lets no original through', () => {
    const cyclic: Record<string, unknown> = { password: 'x1' };
    cyclic.self = cyclic;
    expect(redact(cyclic)).toEqual({ password: '[redacted:password]', self: '[redacted:cycle]' });
    let deep: unknown = GITHUB;
    for (let depth = 0; depth < 5_000; depth += 1) deep = [deep];
    expect(JSON.stringify(redact(deep))).not.toContain(GITHUB);
  });
});

describe('what is left out', () => {
  const redactor = createRedactor({ omit: ['prompt', 'messages', 'system_prompt'] });

  it('tells how much it was, in any spelling of its name', () => {
    const value = {
      Prompt: 'hello',
      messages: [{ role: 'user' }],
      systemPrompt: { a: 1 },
      prompt_tokens: 5,
      note: 'prompt: x',
    };
    const expected = {
      Prompt: '[not journaled: 5 characters]',
      messages: '[not journaled: 1 item]',
      systemPrompt: '[not journaled: 1 field]',
      prompt_tokens: 5,
      note: 'prompt: x',
    };
    expect(redactor.redact(value)).toEqual(expected);
    expect(JSON.parse(redactor.redactJson(JSON.stringify(value)))).toEqual(expected);
  });

  it('leaves alone what has no content', () => {
    const value = { prompt: null, messages: [], system_prompt: '' };
    expect(redactor.redact(value)).toBe(value);
  });
});

describe('ordinals', () => {
  it('follow the first appearance, for each kind, and stay with their secret', () => {
    const redactor = createRedactor();
    expect(redactor.redactText(`${GITHUB} ${OTHER} ${GITHUB}`)).toBe(
      '[redacted:github-token] [redacted:github-token#2] [redacted:github-token]',
    );
    expect(redactor.redact({ password: OTHER, pin: '4829' })).toEqual({
      password: '[redacted:github-token#2]',
      pin: '[redacted:pin]',
    });
    expect(redactor.counts).toEqual({ 'github-token': 4, pin: 1 });
  });
});

describe('a policy', () => {
  it('adds names, in any spelling, and shapes', () => {
    const policy = {
      keys: ['door-code'],
      rules: [{ kind: 'acme-token', starts: ['acme_'], rest: '[a-z0-9]{8,64}' }],
    };
    expect(redact({ doorCode: '12', DOOR_CODE: 'x', note: 'acme_abcdefgh1 door_code=77' }, policy)).toEqual({
      doorCode: '[redacted:secret]',
      DOOR_CODE: '[redacted:secret#2]',
      note: '[redacted:acme-token] door_code=[redacted:secret#3]',
    });
    expect(createRedactor(policy).redactJson('{"doorCode":"12"}')).toBe('{"doorCode":"[redacted:secret]"}');
  });

  it('lets through what it allows: names, patterns as a whole, kinds', () => {
    expect(redact({ api_key: 'public' }, { allow: { keys: ['apiKey'] } })).toEqual({ api_key: 'public' });
    expect(redact({ password: 'demo-1', secret: 'demo-12' }, { allow: { patterns: [/demo-\d/] } })).toEqual({
      password: 'demo-1',
      secret: '[redacted:secret]',
    });
    expect(redact(GITHUB, { allow: { kinds: ['github-token'] } })).toBe(GITHUB);
  });

  it('with mistakes is refused with all of them', () => {
    const policy = {
      keys: [''],
      rules: [{ kind: 'Bad Kind', starts: ['ab'], rest: '(a+)+$' }],
      allow: { patterns: ['('] },
    };
    expect(() => createRedactor(policy)).toThrow(
      expect.objectContaining({
        code: 'JOURNAL_REDACT_POLICY_INVALID',
        message: expect.stringMatching(
          /keys\[0\].*rules\[0\]\.kind.*rules\[0\]\.starts.*rules\[0\]\.rest.*allow\.patterns\[0\]/s,
        ),
      }),
    );
  });
});
