import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSessionLog, formatUpdateLog } from '../src/index.js';
import { sessionLogSchema, updateLogSchema } from '../src/schema.js';
import { hostileText } from './hostile-text.js';
import { sessionOf, updateOf } from './one-text-everywhere.js';
import { mayTestPyYaml, readWithPyYaml, YAML_READERS } from './yaml-readers.js';

/** Thousands of documents take their time on a busy machine. */
const TIMEOUT_MS = 180_000;
const SEED = 20_260_301;
const TEXTS = fc.sample(hostileText, { numRuns: 800, seed: SEED });

interface Sample {
  text: string;
  /** The YAML between the marks. */
  yaml: string;
  /** What every reader must give for the keys that hold a text. */
  expected: Record<string, unknown>;
}

const SAMPLES = TEXTS.flatMap((text) => {
  const session = sessionLogSchema.parse(sessionOf(text));
  const update = updateLogSchema.parse(updateOf(text));
  return (['lmx', 'cli'] as const).flatMap((dialect): Sample[] => [
    {
      text,
      yaml: yamlOf(formatSessionLog(session, { dialect })),
      expected: {
        device: session.device,
        user: session.user,
        model: session.model,
        session: session.session,
        event_log: session.eventLog,
        status: session.status,
        ...session.properties,
      },
    },
    {
      text,
      yaml: yamlOf(formatUpdateLog(update, { dialect })),
      expected: {
        author: update.author,
        version_before: update.versionBefore,
        version_after: update.versionAfter,
        commit: update.commit,
        category: update.category,
        uid: update.uid,
        aliases: update.aliases,
      },
    },
  ]);
});

function yamlOf(document: string): string {
  return document.slice('---\n'.length, document.indexOf('\n---\n', '---'.length));
}

describe('a hostile text in every field of the frontmatter of a document', () => {
  it.each(YAML_READERS)('comes back equal from %s', { timeout: TIMEOUT_MS }, (_, read) => {
    for (const { text, yaml, expected } of SAMPLES) {
      expect(read(yaml), JSON.stringify(text)).toMatchObject(expected);
    }
  });

  it.runIf(mayTestPyYaml)('comes back equal from PyYAML', { timeout: TIMEOUT_MS }, () => {
    const readings = readWithPyYaml(SAMPLES.map(({ yaml }) => yaml));
    for (const [index, { text, expected }] of SAMPLES.entries()) {
      expect(readings[index], JSON.stringify(text)).toMatchObject(expected);
    }
  });
});
