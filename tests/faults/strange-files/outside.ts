import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { NAMES } from './names.js';

/** Stands in every file outside. */
export const CANARY = 'canary-7c1e9a';

/** A file outside for each ending. */
export const CANARY_NAMES: Record<string, string> = {
  '.md': '2026-01-03-1200-studio-canary.md',
  '.jsonl': '2026-01-03-120000-studio-events.jsonl',
  '.gz': '2026-01-04-120000-studio-events.jsonl.gz',
  '.json': '1.json',
  '.txt': 'canary.txt',
};

const TWO_MONTHS_AGO = new Date(Date.now() - 60 * 86_400_000);
const RECORD = { session: CANARY, segment: 1, device: 'studio', canary: CANARY };
const LINE = `${JSON.stringify({ data: RECORD, event_type: 'journal_session_start' })}\n`;
const SESSION = `---\ndate: 2026-01-03\ndevice: "studio"\nsession: "${CANARY}"\n---\n\n# ${CANARY}\n`;
const STATE = `${JSON.stringify({ canary: CANARY })}\n`;

/** Files that the journal would read or remove if it took this folder for any of its own. */
export function makeOutside(folder: string): void {
  const files: Record<string, string | Buffer> = {
    [CANARY_NAMES['.md'] as string]: SESSION,
    [CANARY_NAMES['.jsonl'] as string]: LINE,
    [CANARY_NAMES['.gz'] as string]: gzipSync(LINE),
    [CANARY_NAMES['.txt'] as string]: `standard 150 - ${CANARY}.md\n`,
    '1.json': STATE,
    '1.done.json': STATE,
    '2026-01/2026-01-03-1200-studio-canary.md': SESSION,
    '2026-01/2026-01-03-120000-studio-events.jsonl.gz': gzipSync(LINE),
    'tmp/0123456789abcdef0123456789abcdef.tmp': CANARY,
    '0123456789abcdef0123456789abcdef.tmp': CANARY,
    'claims/1.json': STATE,
    'heartbeats/session-of-somebody.json': STATE,
    'session-of-somebody.json': STATE,
    'retention-seen.json': STATE,
    'retention-accepted.json': STATE,
    [`${NAMES.eventLog}.reserve`]: CANARY,
    'pinned.txt': CANARY,
    'settings.json': STATE,
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
    utimesSync(join(folder, name), TWO_MONTHS_AGO, TWO_MONTHS_AGO);
  }
}
