import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyScrub, type Counts, planScrub } from '@opta/journal-doctor';
import { formatSessionLog, formatUpdateLog } from '@opta/journal-format';
import { parseSessionLog, parseUpdateLog } from '@opta/journal-format/parse';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { updateText } from './log-texts.js';
import { makeJournal } from './new-journal.js';

const PEM = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0B'.repeat(2)}\nAQEFAASCBKcwggSjAgEAAoIB\n-----END PRIVATE KEY-----\n`;
const NAME = '007_2026-02-24_a.md';
const EVENTS = '2026-02-24-100000-studio-events.jsonl';

/** Scrubs one file. @returns its text and what was found */
async function scrubFile(
  name: string,
  text: string | Uint8Array,
  secrets: string[],
): Promise<{ text: string; found: Counts }> {
  const journal = makeJournal();
  const directory = name.endsWith('.jsonl') ? journal.sessions : journal.updates;
  writeFileSync(join(directory, name), text);
  // The tests are about contents, so no session runs here.
  const plan = await planScrub(secrets, { ...journal.options, ownSessions: ['s'] });
  const { failed, done } = await applyScrub(plan, secrets, { ...journal.options, ownSessions: ['s'] });
  expect(failed).toEqual([]);
  expect((await planScrub(secrets, { ...journal.options, ownSessions: ['s'] })).steps).toEqual([]);
  return { text: readFileSync(join(directory, name), 'utf8'), found: done[0]?.found ?? {} };
}

const eventLine = (data: unknown) =>
  `${JSON.stringify({ seq: 1, event_type: 'journal_session_start', timestamp: '', timestamp_unix: 1, data: { session: 's', data } })}\n`;

const dataOf = (text: string) => JSON.parse(text.split('\n')[0] ?? '').data.data;

describe('the forms of a secret', () => {
  const secret = 'a/b+c"d\\e ü|f*g$h&i<j>_k';

  it.each<[string, string, Counts]>([
    ['as it is', secret, { raw: 1 }],
    ['JSON', JSON.stringify(secret), { json: 1 }],
    ['JSON with escaped slashes', JSON.stringify(secret).replaceAll('/', '\\/'), { json: 1 }],
    ['JSON of Python', JSON.stringify(secret).replace('ü', '\\u00fc'), { json: 1 }],
    ['JSON in JSON', JSON.stringify(JSON.stringify(secret)), { 'json-twice': 1 }],
    ['a URL', `https://x/?k=${encodeURIComponent(secret)}&y`, { url: 1 }],
    ['a form', `k=${new URLSearchParams({ k: secret }).toString().slice(2)}`, { url: 1 }],
    [
      'HTML',
      secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
      { markup: 1 },
    ],
    ['markdown', secret.replaceAll(/[*_|\\]/g, '\\$&').replace(' ', '&#x20;'), { markup: 1 }],
    ['base64', Buffer.from(secret).toString('base64'), { base64: 1 }],
    ['base64 with something before', Buffer.from(`u:${secret}@host`).toString('base64'), { base64: 1 }],
    ['base64 for URLs', Buffer.from(`us:${secret}`).toString('base64url'), { base64: 1 }],
  ])('are found in a log: %s', async (_, written, found) => {
    const log = `# A\n\n${written}\n\nEnd.\n`;
    const result = await scrubFile(NAME, log, [secret]);
    expect(result.found).toEqual(found);
    expect(result.text).toContain('[redacted:scrubbed]');
    expect(result.text).toContain('End.');
  });

  it.each<[string, unknown, unknown, Counts]>([
    ['a string', `x ${secret} y`, 'x [redacted:scrubbed] y', { json: 1 }],
    ['a plain one', 'x abcdefgh y', 'x [redacted:scrubbed#2] y', { raw: 1 }],
    ['JSON in a string', JSON.stringify({ k: secret }), '{"k":"[redacted:scrubbed]"}', { 'json-twice': 1 }],
    ['a key', { [secret]: 1 }, { '[redacted:scrubbed]': 1 }, { json: 1 }],
    [
      'a number',
      { pin: 48_291_234_56, other: 148_291_234_567 },
      { pin: '[redacted:scrubbed#3]', other: 148_291_234_567 },
      { raw: 1 },
    ],
    ['a value that is JSON', [{ password: 'p"' }, 1], ['[redacted:scrubbed#4]', 1], { raw: 1 }],
    [
      'behind an escape',
      '\nabcdefgh\\nabcdefgh',
      '\n[redacted:scrubbed#2]\\n[redacted:scrubbed#2]',
      { raw: 2 },
    ],
  ])('are found in an event, which stays one: %s', async (_, data, expected, found) => {
    const secrets = [secret, 'abcdefgh', '4829123456', '{"password":"p\\""}'];
    const result = await scrubFile(EVENTS, eventLine(data), secrets);
    expect(dataOf(result.text)).toEqual(expected);
    expect(result.found).toEqual(found);
  });

  it('changes nothing of an event but the string with the secret', async () => {
    const line = `{"event_type": "a", "timestamp": "", "timestamp_unix": 1.0, "big": 12345678901234567890, "t": "\\u00e9\\/", "data": {"k": "abcdefgh \\u00e9"}}\n`;
    const { text } = await scrubFile(EVENTS, eventLine(1) + line, ['abcdefgh']);
    expect(text).toBe(eventLine(1) + line.replace('abcdefgh', '[redacted:scrubbed]'));
  });

  it('takes no digits of a time or a sequence for a secret', async () => {
    const line = `{"seq":12345678,"event_type":"a","timestamp":"","timestamp_unix":12345678.5,"data":{"n":1123456789}}\n`;
    expect((await scrubFile(EVENTS, eventLine(1) + line, ['12345678'])).text).toBe(eventLine(1) + line);
  });

  it('takes no word of a text for the name of a secret', async () => {
    const log = `# A\n\nopta-lmx-1 and 2026-02-24-opta-lmx\n`;
    expect((await scrubFile(NAME, log, ['Opta LMX 1'])).text).toBe(log);
  });

  it('are found in bytes that are no UTF-8, which stay', async () => {
    const bytes = Buffer.concat([
      Buffer.from([0xff]),
      Buffer.from('x pässwörd1 '),
      Buffer.from([0xfe, 0x0a]),
    ]);
    for (const name of [NAME, EVENTS]) {
      const journal = makeJournal();
      const path = join(name === NAME ? journal.updates : journal.sessions, name);
      writeFileSync(path, name === NAME ? bytes : Buffer.concat([Buffer.from(eventLine(1)), bytes]));
      const options = { ...journal.options, ownSessions: ['s'] };
      await applyScrub(await planScrub(['pässwörd1'], options), ['pässwörd1'], options);
      expect(readFileSync(path).subarray(name === NAME ? 0 : eventLine(1).length)).toEqual(
        Buffer.concat([
          Buffer.from([0xff]),
          Buffer.from('x [redacted:scrubbed] '),
          Buffer.from([0xfe, 0x0a]),
        ]),
      );
    }
  });

  it('replaces the longer of two secrets that begin alike', async () => {
    const { text } = await scrubFile(NAME, 'abcdefgh abcdefghij\n', ['abcdefgh', 'abcdefghij']);
    expect(text).toBe('[redacted:scrubbed] [redacted:scrubbed#2]\n');
  });
});

describe('a secret of several lines', () => {
  it.each([
    ['as it is', PEM],
    ['with the line ends of Windows', PEM.replaceAll('\n', '\r\n')],
    ['in a list', PEM.trim().replaceAll('\n', '\n  ')],
    ['in a quotation', PEM.trim().replaceAll('\n', '\n> ')],
    ['with entities', PEM.trim().replaceAll('\n', '&#xA;')],
    ['on one line', PEM.trim().replaceAll('\n', ' ')],
    ['in JSON', JSON.stringify(PEM)],
  ])('is found in a log %s', async (_, written) => {
    const { text } = await scrubFile(NAME, `# A\n\n- x\n- ${written}\n`, [PEM]);
    expect(text).not.toMatch(/PRIVATE|AQEF/);
    expect(text).toContain('[redacted:scrubbed]');
  });

  it('is found in an event log, in an event and between events', async () => {
    const { text } = await scrubFile(EVENTS, `${eventLine(PEM)}${PEM}${eventLine('b')}`, [PEM]);
    expect(text).not.toMatch(/PRIVATE|AQEF/);
    expect(text.split('\n')).toHaveLength(4);
  });
});

describe('the frontmatter of a log', () => {
  it.each([
    ['author: abcdefgh', 'author: "[redacted:scrubbed]"'],
    ['author: key abcdefgh: x', 'author: "key [redacted:scrubbed]: x"'],
    ['author: "a \\"abcdefgh\\""', 'author: "a \\"[redacted:scrubbed]\\""'],
    ["author: 'abcdefgh'", "author: '[redacted:scrubbed]'"],
    ['tags: [hub, abcdefgh, "abcdefgh"]', 'tags: [hub, "[redacted:scrubbed]", "[redacted:scrubbed]"]'],
    ['tags:\n  - abcdefgh', 'tags:\n  - "[redacted:scrubbed]"'],
  ])('can be read as before: %s', async (before, after) => {
    const { text } = await scrubFile(NAME, `---\nid: "007"\n${before}\n---\n\nabcdefgh\n`, ['abcdefgh']);
    expect(text).toBe(`---\nid: "007"\n${after}\n---\n\n[redacted:scrubbed]\n`);
  });

  it('is left as it is, and told, where it could not be read without the secret', async () => {
    const journal = makeJournal();
    const log = '---\nid: "007"\nabcdefgh: 1\n---\n';
    writeFileSync(join(journal.updates, NAME), log);
    const plan = await planScrub(['abcdefgh'], journal.options);
    expect(plan.left).toMatchObject([{ path: NAME, reason: 'unreadable' }]);
    expect(plan.left[0]?.message).toContain('frontmatter');
    expect(readFileSync(join(journal.updates, NAME), 'utf8')).toBe(log);
  });
});

const secrets = fc
  .oneof(
    fc.string({ minLength: 8, maxLength: 40, unit: 'grapheme' }),
    fc.string({ minLength: 8, maxLength: 20, unit: fc.constantFrom(...'ab"\\[]{}:,*_`#|<>&$^.-+/\n ü🙂') }),
  )
  .filter((text) => text.trim().length >= 8 && text.isWellFormed() && /[\p{L}\p{N}]/u.test(text))
  // Digits of a number, a word of every log, and JSON that is a part of a line are other tests.
  .filter((text) => !/^[-\d.e]+$/i.test(text.trim()));

describe('any secret', () => {
  it('is gone from an event, whose other parts say the same', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, fc.string({ unit: 'grapheme' }), async (secret, other) => {
        fc.pre(!other.includes(secret.trim()) && !eventLine(0).includes(secret.trim()));
        const { text } = await scrubFile(EVENTS, eventLine({ a: `<${secret}>`, b: `${other}.` }), [secret]);
        const data = dataOf(text);
        expect(data.a).not.toContain(secret.trim());
        expect(data.b).toBe(`${other}.`);
      }),
      { numRuns: 60 },
    );
  });

  it('is gone from logs as our writer makes them, which parse', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, async (secret) => {
        const update = updateText({ id: '007', author: secret, summary: [`Was ${secret} once.`] });
        fc.pre(!updateText({ id: '007' }).includes(secret.trim()));
        const { text } = await scrubFile(NAME, update, [secret]);
        const log = parseUpdateLog(text);
        expect(log.id).toBe('007');
        expect(log.author).not.toContain(secret.trim());
        expect(JSON.stringify(log.summary)).toContain('[redacted:scrubbed]');
        expect(formatUpdateLog(log, { dialect: 'lmx' })).toContain('redacted');
      }),
      { numRuns: 60 },
    );
  });
});

it('leaves the counts of a session log as they are', async () => {
  const log = formatSessionLog(
    {
      date: '2026-02-24',
      time: '10:00',
      device: 'd',
      user: 'u',
      model: 'abcdefgh',
      summary: ['abcdefgh'],
      eventCounts: [{ type: 'abcdefgh', count: 3 }],
    },
    { dialect: 'lmx' },
  );
  const journal = makeJournal({ 'sessions/2026-02-24-1000-d-x.md': log });
  await applyScrub(await planScrub(['abcdefgh'], journal.options), ['abcdefgh'], journal.options);
  const text = readFileSync(join(journal.sessions, '2026-02-24-1000-d-x.md'), 'utf8');
  expect(parseSessionLog(text).eventCounts).toMatchObject([{ count: 3 }]);
  expect(text).not.toContain('abcdefgh');
});
