import { EventEmitter } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type CodedError,
  createRuntimeJournal,
  type JournalingConfigInput,
  writeUpdateLog,
} from '../src/index.js';
import { useLogFolders } from './log-folders.js';

/** In two parts, so that no scanner takes this file for a leak. */
const TOKEN = `ghp_${'Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU'}`;
const PASSWORD = 'correct-horse-7';

const folders = useLogFolders();

afterEach(() => {
  vi.restoreAllMocks();
});

function open(settings: JournalingConfigInput = {}) {
  const errors: CodedError[] = [];
  const journal = createRuntimeJournal(
    { ...folders.config(), ...settings },
    { environment: {}, onError: (error) => errors.push(error) },
  );
  return { journal, errors };
}

/** Every byte of every file below a folder, with the names. */
function everything(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return `${path}\n${entry.isFile() ? readFileSync(path, 'latin1') : ''}`;
    })
    .join('\n');
}

describe('no secret reaches', () => {
  it('event log, session log, update log, their names, a listener, status and preview', async () => {
    const { journal } = open();
    const heard: unknown[] = [];
    journal.subscribe((record) => heard.push(record));
    await journal.start({
      model: `model ${TOKEN}`,
      device: 'studio',
      metadata: { api_key: PASSWORD, port: 1234 },
    });
    const bus = new EventEmitter();
    journal.bind(bus);
    bus.emit('event', { type: 'request_failed', data: { error: `bad token ${TOKEN}`, password: PASSWORD } });
    bus.emit('event', { type: TOKEN, data: {} });
    bus.emit('event', { type: 'nested', data: { a: [{ b: new Map([['secret', PASSWORD]]) }], [TOKEN]: 1 } });
    journal.note('decision', `Use ${TOKEN} from now on.`);
    await journal.writeUpdateLog({
      title: `Rotate ${TOKEN}`,
      summary: [`The password: ${PASSWORD}`],
      commandInputs: { hf_token: PASSWORD, branch: 'main' },
      steps: [
        { target: 'a', component: 'b', step: 'c', status: 'fail', message: `Authorization: Bearer ${TOKEN}` },
      ],
      author: 'ann',
    });
    const preview = journal.preview();
    const status = journal.status();
    await journal.finalize({ summary: `Evening with ${TOKEN}` });

    const written = everything(folders.root);
    for (const secret of [TOKEN, PASSWORD]) {
      expect(written).not.toContain(secret);
      expect(JSON.stringify([heard, preview, status])).not.toContain(secret);
    }
    expect(written).toContain('| github-token |');
    expect(status.redactions).toMatchObject({ 'github-token': expect.any(Number) });
    expect(written).toContain('main');
  });

  it('an error message, also of an update log that is refused', async () => {
    const { journal, errors } = open();
    const refused = await journal.writeUpdateLog({
      summary: 'x',
      category: TOKEN,
      steps: [{ status: TOKEN }],
    } as never);
    expect(refused.ok).toBe(false);
    journal.note(TOKEN as never, 'x');
    expect(errors.length).toBeGreaterThan(0);
    expect(JSON.stringify([refused, errors.map(({ message, stack }) => [message, stack])])).not.toContain(
      TOKEN,
    );
    const alone = writeUpdateLog({ summary: 'x', steps: [{ status: TOKEN }] } as never, {
      config: folders.config(),
      environment: {},
    });
    await expect(alone).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(TOKEN) }),
    );
  });

  it('an error of the configuration', () => {
    const create = () =>
      createRuntimeJournal({ admin_key: PASSWORD, device: 7 } as never, { environment: {} });
    expect(create).toThrow('admin_key = "[redacted:key]"');
    try {
      create();
    } catch (error) {
      const { message, stack, facts } = error as Error & { facts: unknown };
      expect(JSON.stringify([message, stack, facts])).not.toContain(PASSWORD);
    }
  });

  it('stderr', () => {
    const lines: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    createRuntimeJournal(folders.config(), { environment: {} }).note(TOKEN as never, 'x');
    expect(lines.join('')).toContain('[redacted:github-token]');
    expect(lines.join('')).not.toContain(TOKEN);
  });

  it('a line whose text was cut, where the secret stands at the cut', async () => {
    const { journal } = open();
    await journal.start();
    for (let before = 65_000; before < 65_600; before += 7) {
      journal.record({
        type: 'long',
        data: { text: `${'x '.repeat(before / 2)}${TOKEN} ${'y '.repeat(20_000)}` },
      });
    }
    await journal.finalize();
    expect(everything(folders.root)).not.toContain(TOKEN.slice(0, 12));
  });
});

describe('what people wrote to a model', () => {
  const event = {
    type: 'request_completed',
    data: { prompt: 'Dear model', messages: [{}, {}], prompt_tokens: 2 },
  };

  it('is not written, only how long it was', async () => {
    const { journal } = open();
    await journal.start();
    journal.record(event);
    await journal.finalize();
    expect(folders.events(folders.eventLogs()[0])[1]?.data).toEqual({
      prompt: '[not journaled: 10 characters]',
      messages: '[not journaled: 2 items]',
      prompt_tokens: 2,
    });
  });

  it('is written where the configuration says so', async () => {
    const { journal } = open({ journal_content: true });
    await journal.start();
    journal.record(event);
    await journal.finalize();
    expect(folders.events(folders.eventLogs()[0])[1]?.data).toEqual(event.data);
  });
});

describe('a text that comes in pieces', () => {
  it('has no secret in it, wherever it was cut, and all else', async () => {
    const text = `Set the token to ${TOKEN} and go on. ${'All is well. '.repeat(60)}`;
    for (const length of [1, 3, 7, 20]) {
      const { journal } = open({ journal_content: true, event_jsonl_enabled: true });
      await journal.start();
      for (let at = 0; at < text.length; at += length) {
        journal.record({
          type: 'request_chunk',
          data: { request_id: 'r1', delta: text.slice(at, at + length) },
        });
      }
      journal.record({ type: 'request_completed', data: { request_id: 'r1' } });
      const eventLog = basename(journal.status().eventLog ?? '');
      await journal.finalize();
      const events = folders.events(eventLog);
      const pieces = events.map(({ event_type: type, data }) =>
        type === 'journal_text' ? data.text : (data.delta ?? ''),
      );
      expect(pieces.join('')).toBe(text.replace(TOKEN, '[redacted:github-token]'));
    }
    expect(everything(folders.root)).not.toContain(TOKEN);
  });

  it('is written to its end also where the request does not end', async () => {
    const { journal } = open({ journal_content: true });
    await journal.start();
    journal.record({ type: 'stream_delta', data: { request_id: 'r1', content: 'half a sentence' } });
    await journal.finalize();
    expect(everything(folders.root)).toContain('half a sentence');
  });
});

describe('rules of the configuration', () => {
  it('add secrets and let others through', async () => {
    const { journal } = open({
      redaction: {
        keys: ['door_code'],
        rules: [{ kind: 'acme', starts: ['acme_'], rest: '[a-z]{8}' }],
        allow: { kinds: ['pin'] },
      },
    });
    await journal.start();
    journal.record({ type: 'a', data: { doorCode: '12', note: 'acme_abcdefgh', pin: '4829' } });
    await journal.finalize();
    expect(folders.events(folders.eventLogs()[0])[1]?.data).toEqual({
      doorCode: '[redacted:secret]',
      note: '[redacted:acme]',
      pin: '4829',
    });
  });

  it('are refused at load where they are faulty', () => {
    expect(() => open({ redaction: { rules: [{ kind: 'Acme!', starts: ['a'], rest: '(' }] } })).toThrow(
      expect.objectContaining({
        code: 'JOURNAL_RUNTIME_CONFIG_INVALID',
        message: expect.stringContaining('rules[0].kind'),
      }),
    );
  });
});
