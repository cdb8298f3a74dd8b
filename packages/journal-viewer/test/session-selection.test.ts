import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type SessionRow, selectSessions } from '../app/pages/sessions/session-rows.js';
import { SessionSelection } from '../app/pages/sessions/session-selection.js';

/** Rows of few minutes, devices and names, so that they meet in every way. */
const row: fc.Arbitrary<SessionRow> = fc
  .record({
    minute: fc.integer({ min: 0, max: 6 }),
    kind: fc.constantFrom('session' as const, 'events' as const, 'other' as const),
    device: fc.constantFrom('a', 'b'),
    name: fc.integer({ min: 0, max: 9 }),
    eventLog: fc.option(fc.integer({ min: 0, max: 9 }), { freq: 3 }),
  })
  .map(({ minute, kind, device, name, eventLog }) => ({
    name: `${kind} ${name}`,
    kind,
    at: minute,
    minute: `2026-02-24 00:0${minute}`,
    device,
    isReadable: true,
    ...(eventLog === null || kind !== 'session' ? {} : { eventLog: `events ${eventLog}` }),
  }));

it('gives of a listing that grows what a look at all of it gives, and begins anew with another one', () => {
  const listing = fc.array(row, { maxLength: 30 }).map((rows) => rows.sort((a, b) => b.at - a.at));
  const pages = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.array(fc.tuple(listing, pages), { minLength: 1, maxLength: 3 }), (listings) => {
      const selection = new SessionSelection();
      for (const [rows, sizes] of listings) {
        let end = 0;
        for (const size of sizes) {
          end = Math.min(rows.length, end + size);
          const isWhole = end === rows.length;
          const seen = rows.slice(0, end);
          expect(selection.select(seen, isWhole)).toEqual(selectSessions(seen, isWhole));
        }
      }
    }),
    { numRuns: 3_000 },
  );
});
