import { afterEach, describe, expect, it, vi } from 'vitest';
import { ServerLog } from '../src/command/server-log.js';

const TOKEN = `hf_${'aB3dE5fG7h'.repeat(4).slice(0, 34)}`;

function collect(): { lines: string[]; log: ServerLog } {
  const lines: string[] = [];
  return { lines, log: new ServerLog({ print: (line) => lines.push(line) }) };
}

afterEach(() => vi.restoreAllMocks());

describe('ServerLog', () => {
  it('shows an event without its secrets, also where a value is cut', () => {
    const { lines, log } = collect();
    const data = {
      error: `${'x'.repeat(60)} ${TOKEN}`,
      api_key: 'opaque',
      headers: { cookie: 'sid=opaque' },
    };
    log.event({ type: 'download_failed', data, time: 0 }, 'INFO');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('download_failed');
    expect(lines[0]).toContain('[redacted');
    expect(lines[0]).not.toMatch(/hf_|opaque/);
  });

  it('says nothing of an event below the level', () => {
    const { lines, log } = collect();
    log.event({ type: 'model_loaded', data: {}, time: 0 }, 'WARNING');
    expect(lines).toEqual([]);
  });

  it('says what it is told in one line, without secrets and control characters', () => {
    const { lines, log } = collect();
    log.say(`not loaded: ${TOKEN}\n\u001b[2Jforged`);
    expect(lines).toEqual(['not loaded: [redacted:huggingface-token]\\u000a\\u001b[2Jforged']);
  });

  it('shows a failure with its stack on standard error, without secrets', () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    new ServerLog().fail(new Error(`GET https://ann:${'pa55w0rd'}@hub.example/x refused ${TOKEN}`));
    const said = String(error.mock.calls[0]?.[0]);
    expect(said).toMatch(/^Error: GET https:\/\/ann:\[redacted:url-password\]@hub\.example\/x/);
    expect(said).toMatch(/\n {4}at .*server-log\.test\.ts/);
    expect(said).not.toMatch(/pa55w0rd|hf_/);
  });

  it('follows a policy', () => {
    const lines: string[] = [];
    const log = new ServerLog({ redaction: { keys: ['badge'] }, print: (line) => lines.push(line) });
    log.event({ type: 'x', data: { badge: 'opaque' }, time: 0 }, 'INFO');
    expect(lines[0]).toMatch(/badge=\[redacted/);
  });
});
