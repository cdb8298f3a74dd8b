import { addCount, type Counts } from './counts.js';
import type { KnownSecretRedactor, KnownSecrets } from './scrub-secrets.js';
import type { Scrubber } from './scrubber.js';

/** A scrubber for whatever a redactor knows. Names of files are left as they are. */
export function createKnownScrubber({ createRedactor, kinds }: KnownSecrets): Scrubber {
  const wanted = kinds === undefined ? undefined : new Set(kinds);
  /** Kinds that came up and were not asked for. */
  const others = new Set<string>();
  let redactor = createRedactor({});

  function run(work: (redactor: KnownSecretRedactor) => string, found: Counts): string {
    for (;;) {
      const before = { ...redactor.counts };
      const text = work(redactor);
      const added = Object.entries(redactor.counts).map(
        ([kind, count]) => [kind, count - (before[kind] ?? 0)] as const,
      );
      const unwanted = added.filter(([kind, count]) => count > 0 && wanted?.has(kind) === false);
      if (unwanted.length === 0) {
        for (const [kind, count] of added) if (count > 0) addCount(found, kind, count);
        return text;
      }
      for (const [kind] of unwanted) others.add(kind);
      redactor = createRedactor({ allow: { kinds: [...others] } });
    }
  }

  const scrubText = (text: string, found: Counts) => run((one) => one.redactText(text), found);
  return {
    scrubText,
    scrubJson(json, found) {
      try {
        return run((one) => one.redactJson(json), found);
      } catch (error) {
        if (error instanceof SyntaxError) return scrubText(json, found);
        throw error;
      }
    },
    scrubName: (name) => name,
    openStream(found) {
      // A stream cannot be run again without the kinds that nobody asked for.
      if (wanted !== undefined) return { push: (piece) => scrubText(piece, found), end: () => '' };
      const stream = redactor.openStream();
      return {
        push: (piece) => run(() => stream.push(piece), found),
        end: () => run(() => stream.end(), found),
      };
    },
  };
}
