import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createSeededRandom } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { openTestEngine } from './open-test-engine.js';
import { makeFolders, storeOf, type TestFolders } from './open-test-search.js';

const BEGIN = Date.parse('2026-02-24T13:56:26Z');
const NAME = '2026-02-24-135626-studio-events.jsonl';
const SECOND = NAME.replace('.jsonl', '.2.jsonl');

interface LineOptions {
  seq?: number;
  type?: string;
  at?: number;
  data?: unknown;
}

function line({ seq, type = 'request_failed', at = BEGIN, data = {} }: LineOptions): string {
  const time = { timestamp: new Date(at).toISOString(), timestamp_unix: at / 1000 };
  const envelope = seq === undefined ? {} : { seq };
  return `${JSON.stringify({ ...envelope, event_type: type, ...time, data })}\n`;
}

const start = (session: string, segment = 1): string =>
  line({
    seq: 1,
    type: 'journal_session_start',
    data: { session, segment, device: 'Studio', user: 'ann', model: 'lmx/1' },
  });

function write({ sessionLogsDir }: TestFolders, text: string | Buffer, name = NAME): void {
  writeFileSync(join(sessionLogsDir, name), text);
}

function archive({ sessionLogsDir }: TestFolders, name = NAME): void {
  const month = join(sessionLogsDir, 'archive', '2026-02');
  mkdirSync(month, { recursive: true });
  const path = join(sessionLogsDir, name);
  writeFileSync(join(month, `${name}.gz`), gzipSync(readFileSync(path)));
  rmSync(path);
}

/** What a reader of events finds in their data, the last one first. */
async function readBack(folders: TestFolders, word: string): Promise<number[]> {
  const times: number[] = [];
  for await (const one of storeOf(folders).readEvents(NAME)) {
    if (one.kind === 'record' && JSON.stringify(one.data).includes(word)) times.push(one.time);
  }
  return times.reverse();
}

describe('an event log', () => {
  /** What was read of a log is kept once its last change is a while ago. */
  const age = ({ sessionLogsDir }: TestFolders, name = NAME): void => {
    const path = join(sessionLogsDir, name);
    if (existsSync(path)) utimesSync(path, BEGIN / 1000, BEGIN / 1000);
    utimesSync(sessionLogsDir, BEGIN / 1000, BEGIN / 1000);
  };
  const needle = (at: number, seq = 2): string => line({ seq, at: BEGIN + at, data: { word: 'needle' } });

  it('that was searched is seen to grow, to be replaced, to go on, to be archived and to be gone', async () => {
    const folders = makeFolders();
    const engine = openTestEngine(folders);
    const found = async (): Promise<string[]> => {
      const { hits } = await engine.search('needle');
      return hits.map(({ session, at }) => `${session} ${at - BEGIN}`);
    };
    write(folders, start('s-1') + needle(1));
    age(folders);
    expect(await found()).toEqual(['s-1 1']);
    appendFileSync(join(folders.sessionLogsDir, NAME), needle(7, 3));
    age(folders);
    expect(await found()).toEqual(['s-1 7', 's-1 1']);
    // Of the same size and age.
    write(folders, start('s-9') + needle(5) + needle(6, 3), 'other');
    renameSync(join(folders.sessionLogsDir, 'other'), join(folders.sessionLogsDir, NAME));
    age(folders);
    expect(await found()).toEqual(['s-9 6', 's-9 5']);
    write(folders, start('s-9', 2) + needle(8, 4), SECOND);
    expect(await found()).toEqual(['s-9 8', 's-9 6', 's-9 5']);
    archive(folders);
    archive(folders, SECOND);
    expect(await found()).toEqual(['s-9 8', 's-9 6', 's-9 5']);
    rmSync(join(folders.sessionLogsDir, 'archive'), { recursive: true });
    expect(await found()).toEqual([]);
  });
});

describe('an event', () => {
  it('is told with its session, number, severity, and where to jump', async () => {
    const folders = makeFolders();
    write(
      folders,
      start('s-1') +
        line({
          seq: 2,
          type: 'model_load_failed',
          at: BEGIN + 1,
          data: { model_id: 'Tern 7B', message: 'out of memory' },
        }),
    );
    const { hits } = await openTestEngine(folders).search(
      '"out of memory" device:studio user:ANN model:tern* severity:error',
    );
    expect(hits).toEqual([
      {
        kind: 'event',
        fileName: NAME,
        at: BEGIN + 1,
        title: 'model_load_failed',
        session: 's-1',
        seq: 2,
        type: 'model_load_failed',
        severity: 'error',
        snippet: 'model_load_failed · model_id: Tern 7B · message: out of memory',
        marks: [
          [49, 52],
          [53, 55],
          [56, 62],
        ],
        target: `${NAME}#seq=2`,
      },
    ]);
  });

  it('of a log of the original journal has neither, and the device of its name', async () => {
    const folders = makeFolders();
    write(folders, line({ data: { message: 'out of memory' } }));
    const { hits } = await openTestEngine(folders).search('memory device:studio');
    expect(hits).toMatchObject([{ fileName: NAME, target: NAME }]);
    expect(hits[0]).not.toHaveProperty('seq');
    expect((await openTestEngine(folders).search('memory user:ann')).hits).toEqual([]);
  });

  it('is found by keys and numbers of its data at any depth, not across two of its fields', async () => {
    const folders = makeFolders();
    write(
      folders,
      line({
        data: { outer: [{ inner_key: 4711 }, 'first'], second: 'last', big: 1e21, small: 0.5, flag: true },
      }),
    );
    const engine = openTestEngine(folders);
    for (const query of ['inner_key', '4711', '"inner key 4711"', 'first', '5', '21', 'flag', 'outer']) {
      expect((await engine.search(query)).hits, query).toHaveLength(1);
    }
    for (const query of ['"first second"', '"last big"', 'true', 'timestamp_unix']) {
      expect((await engine.search(query)).hits, query).toEqual([]);
    }
  });

  it('is found however its line is written', async () => {
    const folders = makeFolders();
    const escaped =
      '{"data": {"m": "caf\\u00e9 \\u0074imeout"}, "event_type": "x", "timestamp_unix": 1771941386}\n';
    const python =
      '{"data": {"m": "needle NaN", "n": NaN, "i": -Infinity}, "event_type": "x", "timestamp_unix": 1771941387}\n';
    const spaced =
      '{ "seq" : 3 , "event_type" : "x" , "timestamp":"2026-02-24T13:56:28Z", "data" : {"m":"ＦＵＬＬ"} }\r\n';
    write(folders, escaped + python + spaced);
    const engine = openTestEngine(folders);
    for (const query of ['café', 'timeout', 'needle', 'nan', 'full']) {
      expect((await engine.search(query)).hits, query).toHaveLength(1);
    }
  });
});

describe('the events of a damaged log', () => {
  it.each([
    [
      'a line without its newline before another',
      Buffer.from('{"seq":9,"event_type":"cut","data":{"m":"nee'),
    ],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x0a])],
    ['a line that is no JSON', Buffer.from('needle needle\n')],
    ['an array', Buffer.from('["needle"]\n')],
    ['an empty line', Buffer.from('\n')],
    [
      'a line of 17 MiB',
      Buffer.from(`{"event_type":"x","data":{"m":"needle ${'x'.repeat(17 * 1_048_576)}"}}\n`),
    ],
  ])('are all found around %s', async (_, damage) => {
    const folders = makeFolders();
    const lines = [1, 2].map((seq) => Buffer.from(line({ seq, at: BEGIN + seq, data: { m: 'needle' } })));
    write(folders, Buffer.concat([lines[0] as Buffer, damage, lines[1] as Buffer]));
    const expected = await readBack(folders, 'needle');
    expect(expected).toHaveLength(2);
    const engine = openTestEngine(folders);
    expect((await engine.search('needle')).hits.map(({ at }) => at)).toEqual(expected);
    archive(folders);
    expect((await engine.search('needle')).hits.map(({ at }) => at)).toEqual(expected);
  });

  it('are found up to the damage of an archived one, which is told', async () => {
    const folders = makeFolders();
    write(
      folders,
      Array.from({ length: 50_000 }, (_, seq) =>
        line({ seq, at: BEGIN + seq, data: { m: `needle ${seq}` } }),
      ).join(''),
    );
    archive(folders);
    const path = join(folders.sessionLogsDir, 'archive/2026-02', `${NAME}.gz`);
    writeFileSync(path, readFileSync(path).subarray(0, 100_000));
    const { hits, notes } = await openTestEngine(folders).search('needle');
    expect(hits).toHaveLength(100);
    expect(notes).toEqual([
      expect.any(String),
      expect.stringMatching(/is damaged: .*What is before was searched/),
    ]);
  });

  it('are none where the last line has no end', async () => {
    const folders = makeFolders();
    write(folders, line({ data: { m: 'needle' } }).trimEnd());
    expect((await openTestEngine(folders).search('needle')).hits).toEqual([]);
    appendFileSync(join(folders.sessionLogsDir, NAME), '\n');
    expect((await openTestEngine(folders).search('needle')).hits).toHaveLength(1);
  });
});

describe('the segments of an event log', () => {
  it('are one log, the last one first, archived or not; a foreign one is left out', async () => {
    const folders = makeFolders();
    write(folders, start('s-1') + line({ seq: 2, at: BEGIN + 2, data: { m: 'needle' } }));
    write(folders, start('s-1', 2) + line({ seq: 3, at: BEGIN + 3, data: { m: 'needle' } }), SECOND);
    write(
      folders,
      start('s-2', 3) + line({ seq: 4, at: BEGIN + 4, data: { m: 'needle' } }),
      NAME.replace('.jsonl', '.3.jsonl'),
    );
    const engine = openTestEngine(folders);
    const found = async () =>
      (await engine.all('needle', 1)).map(({ fileName, seq, session }) => [fileName, seq, session]);
    const expected = [
      [NAME, 3, 's-1'],
      [NAME, 2, 's-1'],
    ];
    expect(await found()).toEqual(expected);
    archive(folders);
    expect(await found()).toEqual(expected);
    archive(folders, SECOND);
    expect(await found()).toEqual(expected);
  });
});

describe('pages of events', () => {
  it('are right over blocks of any size of lines, live and archived', async () => {
    const folders = makeFolders();
    const random = createSeededRandom(3);
    const length = (): number => Math.floor(random() ** 8 * 300_000);
    const text = Array.from({ length: 500 }, (_, seq) => {
      const word = random() < 0.1 ? 'Needle' : 'straw';
      return line({
        seq,
        at: BEGIN + seq,
        data: { m: `${'é'.repeat(random() < 0.1 ? 3 : 0)} ${word}`, filler: 'x '.repeat(length()) },
      });
    });
    write(folders, text.join(''));
    const expected = await readBack(folders, 'Needle');
    expect(expected.length).toBeGreaterThan(30);
    const engine = openTestEngine(folders);
    expect((await engine.all('needle', 9)).map(({ at }) => at)).toEqual(expected);
    archive(folders);
    expect((await engine.all('needle', 40)).map(({ at }) => at)).toEqual(expected);
  });

  it('have every event once where the clock was set back, those of one log in the order of their lines', async () => {
    const folders = makeFolders();
    const times = [5, 9, 7, 1, 2, 8, 3, 6, 4].map((second) => BEGIN + second * 1000);
    write(folders, times.map((at, index) => line({ seq: index + 1, at, data: { m: 'needle' } })).join(''));
    const other = NAME.replace('studio', 'other');
    write(
      folders,
      [5.5, 7.5]
        .map((second, index) => line({ seq: index + 1, at: BEGIN + second * 1000, data: { m: 'needle' } }))
        .join(''),
      other,
    );
    const engine = openTestEngine(folders);
    const whole = (await engine.search('needle')).hits.map(({ target }) => target);
    expect(whole.filter((target) => target.startsWith(NAME))).toEqual(
      times.map((_, index) => `${NAME}#seq=${times.length - index}`),
    );
    expect(whole).toHaveLength(times.length + 2);
    for (const limit of [1, 2, 3])
      expect((await engine.all('needle', limit)).map(({ target }) => target)).toEqual(whole);
  });

  it('are filled without reading logs that are older than what is on them', async () => {
    const folders = makeFolders();
    const old = '2026-01-24-135626-studio-events.jsonl';
    write(folders, line({ at: BEGIN - 86_400_000 * 31, data: { m: 'needle rare' } }), old);
    archive(folders, old);
    const path = join(folders.sessionLogsDir, 'archive/2026-02', `${old}.gz`);
    mkdirSync(join(folders.sessionLogsDir, 'archive/2026-01'));
    writeFileSync(join(folders.sessionLogsDir, 'archive/2026-01', `${old}.gz`), 'no gzip');
    rmSync(path);
    await new Promise((resolve) => setTimeout(resolve, 20));
    write(folders, line({ seq: 1, at: Date.now() + 60_000, data: { m: 'needle' } }));
    const engine = openTestEngine(folders);
    expect((await engine.search('rare')).notes).toHaveLength(2);
    const page = await engine.search('needle', { limit: 1 });
    expect(page.hits).toHaveLength(1);
  });
});

describe('secrets of an old event log', () => {
  const SECRET = 'ghp_16C7e42F292c6912E7710c838347Ae178B4a';
  const TOKEN = SECRET.slice(4).toLowerCase();

  function withSecret(): TestFolders {
    const folders = makeFolders();
    write(
      folders,
      line({ data: { message: `pushed with ${SECRET}`, api_key: 'hunter2-plain-value', note: 'needle' } }),
    );
    return folders;
  }

  it('are never in an answer', async () => {
    const { hits } = await openTestEngine(withSecret()).search('needle');
    expect(hits).toHaveLength(1);
    expect(JSON.stringify(hits)).not.toMatch(/16C7e42F|hunter2/i);
    expect(hits[0]?.snippet).toContain('[redacted:');
  });

  it.each([TOKEN, `${TOKEN.slice(0, 6)}*`, 'ghp', 'hunter2*', `needle ${TOKEN}`])(
    'are not found by %s',
    async (query) => {
      expect((await openTestEngine(withSecret()).search(query)).hits).toEqual([]);
    },
  );

  it.each([TOKEN, `${TOKEN.slice(0, 6)}*`, 'hunter2*'])(
    'are not told by excluding %s either',
    async (query) => {
      expect((await openTestEngine(withSecret()).search(`needle -${query}`)).hits).toHaveLength(1);
    },
  );

  it('of a session log are as little found', async () => {
    const folders = makeFolders();
    write(
      folders,
      `---\ndevice: "studio"\ntoken: "${SECRET}"\n---\n\n# Log\n\n- needle ${SECRET}\n`,
      '2026-02-24-1356-studio-a.md',
    );
    const engine = openTestEngine(folders);
    expect((await engine.search(TOKEN)).hits).toEqual([]);
    const { hits } = await engine.search('needle');
    expect(JSON.stringify(hits)).not.toContain('16C7e42F');
    expect(hits).toHaveLength(1);
  });
});
