import { createRedactor } from '@opta/journal-redact';
import { describe, expect, it } from 'vitest';
import { LogRedactor } from './log-redactor.js';

const TOKENS = ['Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU', 'aEyUZk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pV'].map(
  (rest) => `ghp_${rest}`,
);
const LOGS: [Record<string, string>, string][] = [
  [{ device: 'studio' }, 'nothing here\n'],
  [{ device: 'studio' }, `${TOKENS[0]} and ${TOKENS[1]}\n`],
  [{ api_key: 'hunter2' }, 'nothing here\n'],
  [{ note: `see ${TOKENS[1]}` }, `${TOKENS[1]} and ${TOKENS[0]}\n`],
];

describe('the redactor of logs', () => {
  it('gives for each log what a new redactor gives', () => {
    const redactor = new LogRedactor({});
    for (const [fields, body] of [...LOGS, ...LOGS]) {
      const fresh = createRedactor();
      expect(redactor.redact(fields, body)).toEqual({
        fields: fresh.redact(fields),
        body: fresh.redactText(body),
      });
    }
  });

  it('leaves no secret, and numbers those of each log from the first', () => {
    const redactor = new LogRedactor({});
    const [fields, body] = LOGS[3] as (typeof LOGS)[number];
    redactor.redact({}, `${TOKENS[0]}`);
    expect(redactor.redact(fields, body)).toEqual({
      fields: { note: 'see [redacted:github-token]' },
      body: '[redacted:github-token] and [redacted:github-token#2]\n',
    });
  });
});
