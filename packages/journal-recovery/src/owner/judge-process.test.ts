import { expect, it } from 'vitest';
import { judgeProcess } from './judge-process.js';

it('an owner lives as long as its process does', () => {
  expect(judgeProcess({ state: 'running', start: '406641' }, '406641')).toEqual({
    isDead: false,
    reason: 'running',
  });
});

it('an owner whose process is gone is dead', () => {
  expect(judgeProcess({ state: 'gone' }, '406641')).toEqual({ isDead: true, ended: 'killed' });
  expect(judgeProcess({ state: 'gone' }, undefined)).toEqual({ isDead: true, ended: 'killed' });
});

it('another process that was given the number does not protect a dead owner', () => {
  expect(judgeProcess({ state: 'running', start: '999999' }, '406641')).toEqual({
    isDead: true,
    ended: 'killed',
  });
});

it('nothing is concluded from a process that is hidden, or of which no start was recorded', () => {
  expect(judgeProcess({ state: 'hidden' }, '406641')).toBeUndefined();
  expect(judgeProcess({ state: 'running', start: '406641' }, undefined)).toBeUndefined();
});
