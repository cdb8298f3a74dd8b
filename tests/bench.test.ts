import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawPlots } from '../bench/draw-plots.js';
import { formatResult } from '../bench/format-result.js';
import { interleave } from '../bench/interleave.js';
import { replaceSection } from '../bench/readme-sections.js';
import { percentileOf, ratioOf, spreadOf } from '../bench/statistics.js';
import { root } from './workspace.js';

const BENCHMARK = { name: 'speed', title: 'Speed', run: () => Promise.reject(new Error('not run')) };
const RESULT = {
  columns: ['what', 'ms'],
  rows: [['a|b', '1.0']],
  remarks: ['Once.'],
  goals: [
    { goal: 'at most 2', figure: '1.0', isReached: true },
    { goal: 'at most 1', figure: '3.0', isReached: false },
    { goal: 'at most 0', figure: 'a program is missing', isReached: undefined },
  ],
};

describe('statistics', () => {
  it('take the middle of an even number of values', () => {
    expect(spreadOf([10, 1, 3, 2])).toEqual({ median: 2.5, minimum: 1, maximum: 10 });
  });

  it('compare within a round', () => {
    expect(ratioOf([10, 200, 30], [10, 100, 10])).toEqual({ median: 2, minimum: 1, maximum: 3 });
  });

  it('take a percentile by rank', () => {
    const values = Array.from({ length: 1_000 }, (_, index) => index + 1);
    expect([50, 99, 99.9, 100].map((percent) => percentileOf(values, percent))).toEqual([
      500, 990, 999, 1_000,
    ]);
    expect(percentileOf([7], 50)).toBe(7);
  });
});

describe('interleave', () => {
  it('measures each candidate once a round and begins each round with another', async () => {
    const order: string[] = [];
    const values = await interleave(['a', 'b', 'c'], 3, (candidate, round) => {
      order.push(candidate);
      return `${candidate}${round}`;
    });
    expect(order.join('')).toBe('abcbcacab');
    expect(values.get('b')).toEqual(['b0', 'b1', 'b2']);
  });
});

describe('the section of a row', () => {
  it('says when and where, and of every goal whether it was reached', () => {
    const section = formatResult(BENCHMARK, RESULT, '2026-11-28, Node 20');
    expect(section).toContain('### Speed (`speed`)\n\nMeasured on 2026-11-28, Node 20.');
    expect(section).toContain('| a\\|b | 1.0 |');
    expect(section).toContain('| at most 2 | 1.0 | yes |');
    expect(section).toContain('| at most 1 | 3.0 | **no** |');
    expect(section).toContain('| at most 0 | a program is missing | not measured |');
  });

  it('takes the place of the one before and leaves alone what people wrote around it', () => {
    const readme = '# Title\n\n<!-- bench: speed -->\n\nold\n\n<!-- end of bench: speed -->\n\nWords.\n';
    expect(replaceSection(readme, 'speed', 'new')).toBe(readme.replace('old', 'new'));
  });

  it('is added at the end where it has no place', () => {
    expect(replaceSection('# Title\n', 'speed', 'new')).toBe(
      '# Title\n\n<!-- bench: speed -->\n\nnew\n\n<!-- end of bench: speed -->\n',
    );
  });

  it('never takes the rest of a README whose section has no end', () => {
    expect(() => replaceSection('<!-- bench: speed -->\n\nWords.\n', 'speed', 'new')).toThrow(
      'no line <!-- end of bench: speed -->',
    );
  });

  it('brings its goals into the list of all goals, where nothing else is', () => {
    const place = '<!-- bench: goals -->\n\n<!-- end of bench: goals -->\n';
    const once = replaceSection(place, 'other', formatResult(BENCHMARK, RESULT, 'today'));
    const twice = replaceSection(once, 'speed', formatResult(BENCHMARK, RESULT, 'today'));
    const list = twice.slice(0, twice.indexOf('<!-- end of bench: goals -->'));
    expect(list.match(/^\|.*/gm)).toEqual([
      '| row | goal | figure | reached |',
      '| --- | --- | --- | --- |',
      ...['other', 'speed'].flatMap((row) => [
        `| \`${row}\` | at most 2 | 1.0 | yes |`,
        `| \`${row}\` | at most 1 | 3.0 | **no** |`,
        `| \`${row}\` | at most 0 | a program is missing | not measured |`,
      ]),
    ]);
    expect(replaceSection(twice, 'speed', formatResult(BENCHMARK, RESULT, 'today'))).toBe(twice);
  });
});

describe('a picture', () => {
  const bars = [
    { label: 'a <b> & "c"', spread: { median: 50, minimum: 25, maximum: 100 } },
    { label: 'none', spread: { median: 0, minimum: 0, maximum: 0 } },
  ];

  it('shows medians as bars and the rest as whiskers, on one scale', () => {
    const svg = drawPlots([{ title: 'ms', bars }]);
    const [left, width] = /class="bar" x="(\d+)" y="\d+" width="(\d+)"/.exec(svg)?.slice(1).map(Number) ?? [];
    const [least, greatest] = /d="M([\d.]+) [\d.]+H([\d.]+)M/.exec(svg)?.slice(1).map(Number) ?? [];
    expect(left).toBeGreaterThan(0);
    expect((least as number) - (left as number)).toBe((width as number) / 2);
    expect((greatest as number) - (left as number)).toBe((width as number) * 2);
  });

  it('shows nothing but zeros too', () => {
    expect(drawPlots([{ title: 'ms', bars: bars.slice(1) }])).not.toContain('NaN');
  });

  it('cuts a whisker that would make all bars short, and gives it no end', () => {
    const [first] = bars as [(typeof bars)[number]];
    const far = { label: 'far', spread: { ...first.spread, maximum: 5_000 } };
    const [whisker, cut] = drawPlots([{ title: 'ms', bars: [first, far] }]).match(/d="[^"]+"/g) as string[];
    expect(whisker?.match(/V/g)).toHaveLength(2);
    expect(cut?.match(/V/g)).toHaveLength(1);
    expect(/H([\d.]+)/.exec(cut as string)?.[1]).toBe(/H([\d.]+)/.exec(whisker as string)?.[1]);
  });

  it('has texts of which none is markup, and colours for light and dark', () => {
    const svg = drawPlots([{ title: 'ms', bars }]);
    expect(svg).toContain('a &#60;b&#62; &#38; &#34;c&#34;');
    expect(svg).toContain('prefers-color-scheme: dark');
  });
});

describe('bench/README.md', () => {
  const readme = readFileSync(join(root, 'bench/README.md'), 'utf8');
  const names = readdirSync(join(root, 'bench/benchmarks'))
    .map((file) => readFileSync(join(root, 'bench/benchmarks', file), 'utf8'))
    .flatMap((source) => /^export const \w+: Benchmark = \{\n\s+name: '([\w-]+)'/m.exec(source)?.[1] ?? []);

  it.each(names)('says what the row %s is and has its last result', (name) => {
    const needed = [`\n| \`${name}\` |`, `<!-- bench: ${name} -->\n\n### `, `<!-- end of bench: ${name} -->`];
    expect(needed.filter((text) => !readme.includes(text))).toEqual([]);
  });

  it('knows rows', () => {
    expect(names.length).toBeGreaterThan(9);
  });
});
