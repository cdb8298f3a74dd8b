import { describe, expect, it } from 'vitest';
import { judgeOwner, type OwnerEvidence } from './judge-owner.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const AUTOMATIC = { includeForeign: false, includeLegacy: false };

function judge(evidence: Partial<OwnerEvidence>, wishes = {}) {
  const silent = { intervalMs: 30_000, logAgeMs: 60 * MINUTE_MS, isOwnDevice: true };
  return judgeOwner({ relation: 'visible', ...silent, ...evidence }, { ...AUTOMATIC, ...wishes });
}

const killed = { isDead: true, ended: 'killed' };
const heardLately = { isDead: false, reason: 'heard-lately' };

describe('an owner whose process is hidden', () => {
  it('is judged by its silence', () => {
    expect(judge({ relation: 'visible', heartbeatAgeMs: MINUTE_MS })).toMatchObject(heardLately);
    expect(judge({ relation: 'visible', heartbeatAgeMs: 6 * MINUTE_MS })).toEqual(killed);
  });
});

describe('an owner in another container', () => {
  const relation = 'hidden';

  it('lives until ten heartbeats were missed', () => {
    expect(judge({ relation, heartbeatAgeMs: 5 * MINUTE_MS })).toEqual({
      ...heardLately,
      retryAfterMs: 1_000,
    });
    expect(judge({ relation, heartbeatAgeMs: 5 * MINUTE_MS + 1 })).toEqual(killed);
  });

  it('goes by its own interval', () => {
    expect(judge({ relation, heartbeatAgeMs: 11_000, intervalMs: 1_000 })).toEqual(killed);
    expect(judge({ relation, heartbeatAgeMs: 20 * MINUTE_MS, intervalMs: 600_000 })).toMatchObject(
      heardLately,
    );
  });

  it('also shows that it lives by its event log', () => {
    expect(judge({ relation, logAgeMs: MINUTE_MS })).toMatchObject(heardLately);
    expect(judge({ relation, heartbeatAgeMs: 9 * MINUTE_MS, logAgeMs: MINUTE_MS })).toMatchObject(
      heardLately,
    );
  });

  it('lives where its heartbeat is dated ahead', () => {
    expect(judge({ relation, heartbeatAgeMs: -DAY_MS })).toMatchObject(heardLately);
  });
});

describe('an owner before the last boot', () => {
  const relation = 'earlier-boot';

  it('is dead', () => {
    expect(judge({ relation, logAgeMs: 1_000 })).toEqual({ isDead: true, ended: 'power' });
  });

  it('is protected by a fresh heartbeat, as a copied machine sends it', () => {
    expect(judge({ relation, heartbeatAgeMs: MINUTE_MS })).toMatchObject(heardLately);
  });
});

describe('an owner on another machine', () => {
  const relation = 'other-machine';

  it('is left to that machine', () => {
    expect(judge({ relation, heartbeatAgeMs: 30 * DAY_MS })).toEqual({
      isDead: false,
      reason: 'other-machine',
    });
  });

  it('is dead on request, once it is silent', () => {
    const wishes = { includeForeign: true };
    expect(judge({ relation }, wishes)).toEqual({ isDead: true, ended: 'unknown' });
    expect(judge({ relation, heartbeatAgeMs: MINUTE_MS }, wishes)).toMatchObject(heardLately);
  });
});

describe('an owner of whom nothing is known', () => {
  const relation = 'unknown';
  const unknown = { isDead: true, ended: 'unknown' };

  it('is dead when its log has not grown for a day', () => {
    expect(judge({ relation, logAgeMs: DAY_MS })).toEqual({ isDead: false, reason: 'grown-lately' });
    expect(judge({ relation, logAgeMs: DAY_MS + 1 })).toEqual(unknown);
  });

  it('is dead when its log has not grown since the boot', () => {
    expect(judge({ relation, logAgeMs: 3 * MINUTE_MS, uptimeMs: 2 * MINUTE_MS })).toEqual(unknown);
    expect(judge({ relation, logAgeMs: 2 * MINUTE_MS, uptimeMs: 3 * MINUTE_MS })).toEqual({
      isDead: false,
      reason: 'grown-lately',
    });
  });

  it('is left alone on another device, unless it is asked for', () => {
    const elsewhere = { relation, isOwnDevice: false, logAgeMs: 30 * DAY_MS } as const;
    expect(judge(elsewhere)).toEqual({ isDead: false, reason: 'other-device' });
    expect(judge(elsewhere, { includeLegacy: true })).toEqual(unknown);
  });

  it('is protected by a fresh heartbeat in any case', () => {
    expect(judge({ relation, heartbeatAgeMs: MINUTE_MS }, { includeLegacy: true })).toMatchObject(
      heardLately,
    );
  });
});
