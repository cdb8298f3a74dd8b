import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleScript } from 'test-kit';
import { describe, expect, it } from 'vitest';

const PROGRAM = readFileSync(bundleScript(join(import.meta.dirname, 'print-leaks.ts')), 'utf8');

/** Where something is redacted on its way out, and how the program reads where that was forgotten. */
const SINKS: readonly [name: string, changes: readonly [from: RegExp, to: string][]][] = [
  ['events', [[/this\.#redaction\d*\.redactJson\(encoded\.json\)/, 'encoded.json']]],
  [
    'events of texts',
    [[/new FlatEncoder\(redaction\d*\.quoteHarmless\)/, 'new FlatEncoder(JSON.stringify)']],
  ],
  ['labels', [[/redaction\d*\.redactText\(labelOr\(given, fallback\)\)/, 'labelOr(given, fallback)']]],
  ['metadata', [[/redaction\d*\.redact\(storable\(info\.metadata\)\)/, 'storable(info.metadata)']]],
  ['notes', [[/text: redaction\d*\.redactText\((text\d*)\)/, 'text: $1']]],
  ['update logs', [[/options\d*\.redaction\.redact\((input\d*)\)/, '$1']]],
  ['the text of the end', [[/redaction\d*\.redactText\(wellFormed\((summary\d*)\)\)/, 'wellFormed($1)']]],
  [
    'errors',
    [
      [/invalidNote\(redaction\d*\.redact\(kind\)/, 'invalidNote(kind'],
      [/return isChanged \? Object\.assign\(error\d*, redacted\d*\) : (error\d*)/, 'return $1'],
    ],
  ],
];

describe('a journal that redacts', () => {
  it('lets no secret out', () => {
    expect(leaksOf(PROGRAM)).toEqual([]);
  });

  it.each(SINKS)('all but %s lets one out', (_, changes) => {
    const changed = changes.reduce((program, [from, to]) => {
      expect(program).toMatch(from);
      return program.replace(from, to);
    }, PROGRAM);
    expect(leaksOf(changed)).not.toEqual([]);
  });
});

/** What the program says of where secrets came out. */
function leaksOf(program: string): string[] {
  const path = join(tmpdir(), `sinks-${process.pid}.mjs`);
  writeFileSync(path, program);
  try {
    const { stdout, stderr } = spawnSync(process.execPath, [path], { encoding: 'utf8' });
    if (!stdout.startsWith('[')) throw new Error(`the program printed no list: ${stdout}${stderr}`);
    return JSON.parse(stdout);
  } finally {
    rmSync(path);
  }
}
