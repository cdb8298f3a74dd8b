import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYamlFrontmatter } from '@opta/journal-format/yaml-frontmatter';
import { nodeFileSystem } from '@opta/journal-fs';
import fc from 'fast-check';
import { createFaultFileSystem, failAt } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { HeadFilter } from './head-filter.js';
import { Heads } from './heads.js';

const { sync } = nodeFileSystem;
/** Asks about texts as if each stood in a log of its own. */
function prepare(): (text: string | Uint8Array, ...values: string[]) => boolean {
  const path = join(makeTemporaryFolder(), 'log.md');
  const heads = new Heads();
  return (text, ...values) => {
    writeFileSync(path, text);
    heads.clear().startRun(1);
    const length = heads.read(sync, path);
    return length === 0 || new HeadFilter(values).mayMatch(heads.ofRun());
  };
}

describe('ruling out logs by the bytes of their heads', () => {
  it('never rules out a log that has the value, however it is written', () => {
    const value = fc.oneof(
      fc.constantFrom('a b', "it's", 'say "x"', 'é ü', 'a\\b', '\uFFFD', 'on', '010', 'a\nb', ' ', ''),
      fc.string({ unit: fc.constantFrom('a', 'é', '語', ' ', "'", '"', '\\', ':', '#', '\n', '\t', '-') }),
      fc.string({ unit: 'binary' }),
    );
    const spelled = value.chain((text) =>
      fc
        .constantFrom(
          `model: ${text}`,
          `model: ${JSON.stringify(text)}`,
          `model: '${text.replaceAll("'", "''")}'`,
          `model: '${text.replaceAll("'", "''").replaceAll(' ', '\n  ')}'`,
          `model: >-\n  ${text.replaceAll(' ', '\n  ')}`,
          `model: ${text.replaceAll(' ', '\n  ')}`,
          `other: &a ${JSON.stringify(text)}\nmodel: *a`,
        )
        .map((line) => `---\n${line}\n---\n\nbody\n`),
    );
    const mayMatch = prepare();
    let matches = 0;
    fc.assert(
      fc.property(spelled, fc.boolean(), (head, hasCarriageReturns) => {
        const bytes = Buffer.from(hasCarriageReturns ? head.replaceAll('\n', '\r\n') : head);
        const read = readYamlFrontmatter(bytes.toString())?.model;
        if (typeof read !== 'string') return;
        matches += 1;
        expect(mayMatch(bytes, read)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(matches).toBeGreaterThan(1_000);
  });

  it('rules out what lacks a part of one value, also where the body has it', () => {
    const mayMatch = prepare();
    const head = '---\nmodel: "opta lmx"\nuser: "ann"\n---\n\nbody bob\n';
    expect(mayMatch(head, 'opta lmx', 'ann')).toBe(true);
    expect(mayMatch(head, 'opta cli')).toBe(false);
    expect(mayMatch(head, 'opta lmx', 'bob')).toBe(false);
  });

  it('takes nothing for granted that it has not seen whole', () => {
    const mayMatch = prepare();
    expect(mayMatch(`---\nlong: "${'x'.repeat(2_000)}"\nuser: ann\n---\n`, 'ann')).toBe(true);
    expect(mayMatch('---\nuser: bob\n', 'ann')).toBe(true);
    expect(mayMatch('---\nuser: "\\u0061nn"\n---\n', 'ann')).toBe(true);
    // What an earlier head has left in the buffer is none of this one.
    expect(mayMatch('---\nuser: ann\nmore: 1\n---\n', 'bob')).toBe(false);
    expect(mayMatch('---\nuser: bob\n', 'ann')).toBe(true);
  });

  it('finds each head where it is, also behind one whose file could not be closed', () => {
    const directory = makeTemporaryFolder();
    // The first is opened, read, and not closed.
    const fileSystem = createFaultFileSystem(nodeFileSystem, failAt(3, 'EIO'));
    const heads = new Heads();
    heads.startRun(2);
    const lengths = ['first', 'second'].map((user) => {
      const path = join(directory, `${user}.md`);
      writeFileSync(path, `---\nuser: ${user}\n---\n`);
      return heads.read(fileSystem.sync, path);
    });
    fileSystem.closeLeft();
    expect(lengths[0]).toBe(0);
    expect(heads.at(heads.placeOf(0, lengths[1] as number)).toString()).toBe('---\nuser: second');
    expect(heads.ofRun().toString()).toBe('---\nuser: second');
  });

  it('leaves folders, FIFOs and files that are gone to who reads them properly, and waits for none', () => {
    const directory = makeTemporaryFolder();
    mkdirSync(join(directory, 'folder.md'));
    execFileSync('mkfifo', [join(directory, 'fifo.md')]);
    const heads = new Heads();
    heads.startRun(3);
    for (const name of ['folder.md', 'fifo.md', 'gone.md']) {
      expect(heads.read(sync, join(directory, name))).toBe(0);
    }
  });
});
