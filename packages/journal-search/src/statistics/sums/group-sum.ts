import type { GroupStatistics } from '../statistics.js';

export function emptyGroup(): GroupStatistics {
  return {
    runtimes: 0,
    uptimeMs: 0,
    crashes: 0,
    events: 0,
    requests: 0,
    failures: 0,
    tokens: { prompt: 0, completion: 0, total: 0 },
  };
}

export function addGroup(sum: GroupStatistics, part: GroupStatistics): void {
  sum.runtimes += part.runtimes;
  sum.uptimeMs += part.uptimeMs;
  sum.crashes += part.crashes;
  sum.events += part.events;
  sum.requests += part.requests;
  sum.failures += part.failures;
  sum.tokens.prompt += part.tokens.prompt;
  sum.tokens.completion += part.tokens.completion;
  sum.tokens.total += part.tokens.total;
}

/** The group's sum under a key, which is made where there is none. */
export function groupOf(groups: Map<string, GroupStatistics>, key: string): GroupStatistics {
  const known = groups.get(key);
  if (known !== undefined) return known;
  const group = emptyGroup();
  groups.set(key, group);
  return group;
}
