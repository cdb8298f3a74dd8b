import { formatSessionLog } from '@opta/journal-format';
import { parseSessionLog } from '@opta/journal-format/parse';
import { sessionLogSchema } from '@opta/journal-format/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSummary, type Ledger, type SummaryEnd, type SummaryEvent } from '../src/index.js';
import { arbitraryEvents } from './arbitrary-events.js';
import { summaryOf, textOf } from './fold-events.js';
import { sampleEnd, sampleSession } from './sample-session.js';

const status = fc.constantFrom(
  'running',
  'clean',
  'signal',
  'error',
  'exit',
  'killed',
  'oom',
  'power',
  'x\ny',
);
const ledger: fc.Arbitrary<Ledger> = fc.record(
  {
    emitted: fc.nat(),
    written: fc.nat(),
    skipped: fc.nat(9),
    refused: fc.nat(9),
    dropped: fc.nat(9),
    skippedByType: fc.dictionary(fc.string(), fc.nat(9)),
    droppedByType: fc.dictionary(fc.string(), fc.nat(9)),
  },
  { requiredKeys: ['emitted', 'written', 'skipped', 'refused', 'dropped'] },
);
const end: fc.Arbitrary<SummaryEnd> = fc.record(
  {
    endedAt: fc.oneof(fc.integer({ min: 0, max: 2e12 }), fc.double()),
    durationMs: fc.oneof(fc.integer({ min: 0, max: 1e9 }), fc.double()),
    status,
    reason: fc.string(),
    summary: fc.string(),
    ledger,
  },
  { requiredKeys: ['endedAt', 'durationMs', 'status'] },
);

/** The same data with the keys of every object the other way round. */
function turnedAround(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedAround);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, turnedAround(inner)] as const);
  return Object.fromEntries(entries.reverse());
}

function ownRecords(events: readonly SummaryEvent[]): number {
  // White space before a type is cut away.
  return events.filter(({ type }) => type.trimStart().startsWith('journal_')).length;
}

describe('any events', () => {
  it('give the same bytes however often somebody looks at them meanwhile', () => {
    fc.assert(
      fc.property(arbitraryEvents, end, (events, ending) => {
        const watched = createSummary(sampleSession);
        for (const event of events) {
          watched.snapshot();
          watched.toSessionLog({ ...ending, status: 'running' });
          watched.add(event);
        }
        const log = formatSessionLog(watched.toSessionLog(ending));
        expect(log).toBe(textOf(events, ending));
        expect(formatSessionLog(watched.toSessionLog(ending))).toBe(log);
      }),
    );
  });

  it('give the same bytes live and read from a file', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        // What JSON has no form for never comes from the encoder either.
        const live = events.map((event) => ({ ...event, data: JSON.parse(JSON.stringify(event.data)) }));
        const read = live.map((event) => JSON.parse(JSON.stringify(event)));
        expect(textOf(read)).toBe(textOf(live));
      }),
    );
  });

  it('give the same bytes whatever the order of keys', () => {
    fc.assert(
      fc.property(
        arbitraryEvents,
        end,
        fc.dictionary(fc.string(), fc.jsonValue()),
        (events, ending, metadata) => {
          const straight = createSummary({ ...sampleSession, metadata });
          const turned = createSummary({
            ...sampleSession,
            metadata: turnedAround(metadata) as Record<string, unknown>,
          });
          for (const event of events) {
            straight.add(event);
            turned.add({ ...event, data: turnedAround(event.data) });
          }
          expect(formatSessionLog(turned.toSessionLog(turnedAround(ending) as SummaryEnd))).toBe(
            formatSessionLog(straight.toSessionLog(ending)),
          );
        },
      ),
    );
  });

  it('are counted, each once and by type', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        const summary = summaryOf(events);
        const { eventCounts = [] } = summary.toSessionLog(sampleEnd);
        expect(summary.total).toBe(events.length - ownRecords(events));
        expect(eventCounts.reduce((sum, { count }) => sum + count, 0)).toBe(summary.total);
        for (const type of ['model_loaded', 'tea_failed']) {
          const counted = eventCounts.find((row) => row.type === type)?.count ?? 0;
          expect(counted).toBe(events.filter((event) => event.type.trim() === type).length);
        }
      }),
    );
  });

  it('are only read', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        const before = structuredClone(events);
        textOf(events);
        expect(events).toEqual(before);
      }),
    );
  });

  it('give a document that reads back as what was written', () => {
    fc.assert(
      fc.property(arbitraryEvents, end, (events, ending) => {
        const log = sessionLogSchema.parse(summaryOf(events).toSessionLog(ending));
        expect(parseSessionLog(formatSessionLog(log))).toEqual(log);
      }),
    );
  });

  it('give a snapshot that JSON keeps as it is', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        const snapshot = summaryOf(events).snapshot();
        expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
      }),
    );
  });
});
