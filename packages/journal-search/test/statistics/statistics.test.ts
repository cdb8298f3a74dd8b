import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStatistics } from '../../src/statistics/create-statistics.js';
import type { GroupStatistics, Statistics } from '../../src/statistics/statistics.js';
import { leaveSession, makeStore, startOf } from './leave-session.js';
import { randomSessions, type SampleSession } from './random-sessions.js';
import { dayOf, referenceOf } from './reference.js';

/** Some sessions have been silent for a day by then, others not. */
function nowAfter(sessions: readonly SampleSession[]): number {
  return startOf(sessions.at(-1) as SampleSession) + 20 * 3_600_000;
}

describe('statistics of random sessions', () => {
  it('are those of a plain sum over them, before and after further ones', async () => {
    await fc.assert(
      fc.asyncProperty(randomSessions, fc.nat(), async (sessions, split) => {
        const { store, cacheDir } = makeStore();
        const now = nowAfter(sessions);
        const statistics = createStatistics(store, { cacheDir, clock: () => now });
        const first = sessions.slice(0, split % sessions.length);
        for (const session of first) await leaveSession(store, session);
        expect(await statistics.read()).toEqual(referenceOf(first, now));
        for (const session of sessions.slice(first.length)) await leaveSession(store, session);
        expect(await statistics.read()).toEqual(referenceOf(sessions, now));
        await statistics.close();
        rmSync(join(store.sessionLogsDir, '..'), { recursive: true });
      }),
      { numRuns: 60 },
    );
  });

  it('are those of the days and the device that are asked for', async () => {
    await fc.assert(
      fc.asyncProperty(randomSessions, fc.nat(), fc.nat(), async (sessions, a, b) => {
        const { store, cacheDir } = makeStore();
        const now = nowAfter(sessions);
        for (const session of sessions) await leaveSession(store, session);
        const [since, until] = [a, b]
          .map((n) => dayOf(sessions[n % sessions.length] as SampleSession))
          .sort();
        const statistics = createStatistics(store, { cacheDir, clock: () => now });
        const asked = sessions.filter(
          (one) => dayOf(one) >= String(since) && dayOf(one) <= String(until) && one.device === 'studio',
        );
        const found = await statistics.read({ since: String(since), until: String(until), device: 'studio' });
        expect(found).toEqual(referenceOf(asked, now));
        await statistics.close();
        rmSync(join(store.sessionLogsDir, '..'), { recursive: true });
      }),
      { numRuns: 20 },
    );
  });

  it('are as much in all days and in all devices as in total, and with a model those of it', async () => {
    await fc.assert(
      fc.asyncProperty(randomSessions, async (sessions) => {
        const { store, cacheDir } = makeStore();
        const now = nowAfter(sessions);
        for (const session of sessions) await leaveSession(store, session);
        const statistics = createStatistics(store, { cacheDir, clock: () => now });
        const all = await statistics.read();
        expect(all.total).toMatchObject(sumOf(all.days));
        expect(all.total).toMatchObject(sumOf(all.devices));
        for (const model of all.models) {
          const ofModel = await statistics.read({ model: model.model });
          expect(ofModel.models).toEqual([model]);
          expect(ofModel.total).toMatchObject(sumOf(ofModel.days));
          expectOnly(ofModel, model);
        }
        await statistics.close();
        rmSync(join(store.sessionLogsDir, '..'), { recursive: true });
      }),
      { numRuns: 20 },
    );
  });
});

function sumOf(groups: readonly GroupStatistics[]): GroupStatistics {
  const sum = (figure: (group: GroupStatistics) => number) =>
    groups.reduce((all, group) => all + figure(group), 0);
  return {
    runtimes: sum(({ runtimes }) => runtimes),
    uptimeMs: sum(({ uptimeMs }) => uptimeMs),
    crashes: sum(({ crashes }) => crashes),
    events: sum(({ events }) => events),
    requests: sum(({ requests }) => requests),
    failures: sum(({ failures }) => failures),
    tokens: {
      prompt: sum(({ tokens }) => tokens.prompt),
      completion: sum(({ tokens }) => tokens.completion),
      total: sum(({ tokens }) => tokens.total),
    },
  };
}

function expectOnly(
  { total, failures }: Statistics,
  { requests, tokens }: Statistics['models'][number],
): void {
  expect(total).toMatchObject({ requests, tokens });
  expect(failures.reduce((all, { count }) => all + count, 0)).toBe(total.failures);
}
