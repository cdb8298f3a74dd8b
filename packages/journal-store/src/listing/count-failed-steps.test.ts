import { formatUpdateLog } from '@opta/journal-format';
import { expect, it } from 'vitest';
import { countFailedSteps } from './count-failed-steps.js';

const step = (status: 'ok' | 'skip' | 'fail', message = 'done') => ({
  target: 'a | b',
  component: 'fail',
  step: 'fail',
  status,
  message,
});

const log = (statuses: readonly ('ok' | 'skip' | 'fail')[]): string =>
  formatUpdateLog({
    id: '007',
    date: '2026-02-24',
    time: '10:00:00',
    author: 'ann',
    category: 'fix',
    title: 'A change',
    summary: ['| x | x | x | fail | x |'],
    commandInputs: [],
    steps: statuses.map((status) => step(status, 'fail | fail')),
  });

it('counts the steps that failed, whatever else stands in a row or elsewhere in the log', () => {
  expect(countFailedSteps(log(['ok', 'fail', 'skip', 'fail']))).toBe(2);
  expect(countFailedSteps(log(['ok', 'skip']))).toBe(0);
  expect(countFailedSteps(log([]))).toBe(0);
});

it('counts what there is of a log that is cut', () => {
  const text = log(['fail', 'fail', 'fail']);
  expect(countFailedSteps(text.slice(0, text.lastIndexOf('\n|')))).toBe(2);
});

it('reads tables of the original programs and with Windows line ends', () => {
  const table =
    '## Step Results\r\n| Target | Component | Step | Status | Message |\r\n|---|---|---|---|---|\r\n| mono512 | lmx | deploy | fail | no space |\r\n## Notes\r\n| a | b | c | fail | e |\r\n';
  expect(countFailedSteps(table)).toBe(1);
});
