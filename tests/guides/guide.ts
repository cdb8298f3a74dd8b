import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.js';

/** A fenced block of a guide, and what the words after its language ask for. */
export interface CodeBlock {
  /** Where its code begins; from 1. */
  lineNumber: number;
  language: string;
  code: string;
  /** `no-run`: only looked at. */
  isRun: boolean;
  /** `exit=1`: what its last command ends with. */
  exitCode: number;
  /** `file=NAME`: the reader saves it under that name, and blocks below use it. */
  file?: string;
  /** `source=PATH`: lines of a file of this repository, which has tests of its own. */
  source?: string;
  /** What it prints: the block without a language right below. `…` stands for anything in a line or for any lines. */
  output?: string;
}

export interface Guide {
  /** `moving-over.md` */
  name: string;
  text: string;
  blocks: CodeBlock[];
}

const FENCE = /^```([a-z]*)((?: [^\n`]+)?)\n([\s\S]*?)^```$(?:\n\n```\n([\s\S]*?)^```$)?/gm;

/** Every guide with its blocks, in the order of their names. */
export function readGuides(): Guide[] {
  const folder = join(root, 'docs/guides');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { name, text, blocks: readBlocks(text) };
    });
}

export function readBlocks(text: string): CodeBlock[] {
  return [...text.matchAll(FENCE)].map(([, language = '', words = '', code = '', output], index, all) => {
    const given = words.split(' ').filter((word) => word !== '');
    const [file, source, exit] = ['file', 'source', 'exit'].map((key) =>
      given.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1),
    );
    const unknown = given.filter((word) => !/^(?:no-run|(?:file|source|exit)=.+)$/.test(word));
    if (unknown.length > 0) throw new Error(`a block ${language} has the unknown word ${unknown.join(', ')}`);
    return {
      lineNumber: text.slice(0, all[index]?.index).split('\n').length + 1,
      language,
      code,
      isRun: !given.includes('no-run'),
      exitCode: Number(exit ?? 0),
      ...(file === undefined ? {} : { file }),
      ...(source === undefined ? {} : { source }),
      ...(output === undefined ? {} : { output }),
    };
  });
}
