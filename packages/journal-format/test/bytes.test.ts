import { describe, expect, it } from 'vitest';
import { formatSessionLog, formatUpdateLog } from '../src/index.js';
import type { Dialect, SessionLog, UpdateLog } from '../src/types.js';

const SESSION: SessionLog = {
  date: '2026-02-08',
  time: '04:14 AEDT',
  device: 'studio',
  user: 'ann',
  model: 'example-lab/Tern-7B',
  duration: '02:10:05',
  session: '01hq3',
  eventLog: '2026-02-08-041409-studio-events.jsonl',
  status: 'clean',
  title: 'Session: Runtime Session',
  summary: ['Total events: 3', 'Served `two` models.'],
  filesChanged: { created: ['models/tern.bin'], modified: [], deleted: [] },
  statusChanges: [
    { area: 'Runtime', before: 'starting', after: 'shutdown' },
    { area: 'model_loaded | Tern', before: '0', after: '1' },
  ],
  decisions: ['Keep the cache.'],
  issues: [],
  nextSteps: [{ text: 'Look at the disk.', done: false }, { text: 'Rest.' }],
  notes: ['# not a heading'],
  eventCounts: [
    { type: 'model_loaded', count: 2 },
    { type: 'none', count: 1 },
  ],
  metadata: [{ name: 'port', value: '8080' }],
  details: [{ title: 'Memory', code: { language: 'mermaid', text: 'gantt\n  title x' } }],
};

const SESSION_BODY = `## Summary
- Total events: 3
- Served \\\`two\` models.

## Files Changed
### Created
- models/tern.bin

### Modified
- (none)

### Deleted
- (none)

## Status Changes
| Area | Before | After |
| --- | --- | --- |
| Runtime | starting | shutdown |
| model_loaded \\| Tern | 0 | 1 |

## Decisions Made
- Keep the cache.

## Issues Encountered
- (none)

## Next Steps
- [ ] Look at the disk.
- Rest.

## Notes
- \\# not a heading

### Event Summary
| Event Type | Count |
| --- | ---: |
| model_loaded | 2 |
| \\none | 1 |

### Startup Metadata
- port: 8080

### Memory

\`\`\`mermaid
gantt
  title x
\`\`\`
`;

const SESSION_TEXTS: Record<Dialect, string> = {
  lmx: `---
date: 2026-02-08
time: "04:14 AEDT"
device: "studio"
user: "ann"
model: "example-lab/Tern-7B"
duration: "02:10:05"
session: "01hq3"
event_log: "2026-02-08-041409-studio-events.jsonl"
status: "clean"
---

# Session: Runtime Session

${SESSION_BODY}`,
  cli: `---
date: 2026-02-08
time: "04:14 AEDT"
device: studio
user: ann
model: example-lab/Tern-7B
duration: "02:10:05"
session: 01hq3
event_log: 2026-02-08-041409-studio-events.jsonl
status: clean
title: "Session: Runtime Session"
---

${SESSION_BODY}`,
};

const UPDATE: UpdateLog = {
  id: '007',
  date: '2026-02-09',
  time: '09:05:31',
  author: 'ann',
  versionBefore: '1.9',
  versionAfter: '1.10',
  commit: '4f2a9c1d',
  promoted: null,
  category: 'sync',
  uid: 'u1',
  aliases: ['006'],
  title: 'Raise the limit',
  summary: ['Raised it.'],
  commandInputs: [
    { name: 'max_tokens', value: '4096' },
    { name: 'seed', value: null },
    { name: 'note', value: '(unset)' },
  ],
  steps: [],
};

const UPDATE_TEXTS: Record<Dialect, string> = {
  lmx: `---
id: "007"
date: 2026-02-09
time: "09:05:31"
author: "ann"
version_before: "1.9"
version_after: "1.10"
commit: "4f2a9c1d"
promoted: null
category: "sync"
uid: "u1"
aliases: ["006"]
---

# Raise the limit

## Summary
- Raised it.

## Command Inputs
- \`max_tokens\`: \`4096\`
- \`seed\`: \`(unset)\`
- \`note\`: \`\\(unset)\`

## Step Results
| Target | Component | Step | Status | Message |
| --- | --- | --- | --- | --- |
| (none) | (none) | (none) | skip | (none) |
`,
  cli: `---
id: "007"
date: 2026-02-09
time: "09:05:31"
author: ann
version_before: "1.9"
version_after: "1.10"
commit: 4f2a9c1d
promoted: null
category: sync
uid: u1
aliases: ["006"]
title: Raise the limit
---

## Summary
- Raised it.

## Command Inputs
- \`max_tokens\`: \`4096\`
- \`seed\`: \`(unset)\`
- \`note\`: \`\\(unset)\`

## Step Results
- (no steps recorded)
`,
};

const DIALECTS: Dialect[] = ['lmx', 'cli'];

describe.each(DIALECTS)('data made by hand, in %s', (dialect) => {
  it('gives exactly these bytes of a session log', () => {
    expect(formatSessionLog(SESSION, { dialect })).toBe(SESSION_TEXTS[dialect]);
  });

  it('gives exactly these bytes of an update log', () => {
    expect(formatUpdateLog(UPDATE, { dialect })).toBe(UPDATE_TEXTS[dialect]);
  });

  const [loaded, none] = SESSION.eventCounts ?? [];
  const sessionChanges: [string, Partial<SessionLog>][] = [
    ['date', { date: '2026-02-07' }],
    ['device', { device: 'a: b' }],
    ['model', { model: 'x' }],
    ['status', { status: 'killed' }],
    ['title', { title: '## x\n# y' }],
    ['an item', { summary: ['Total events: 3', '\n## Notes\n- x'] }],
    ['a file', { filesChanged: { created: ['- x'], modified: [], deleted: [] } }],
    [
      'a cell',
      {
        statusChanges: [
          { area: 'Runtime', before: '|', after: 'shutdown' },
          ...(SESSION.statusChanges ?? []).slice(1),
        ],
      },
    ],
    ['a step', { nextSteps: [{ text: '[x] x', done: false }, { text: 'Rest.' }] }],
    ['a check box', { nextSteps: [{ text: 'Look at the disk.', done: true }, { text: 'Rest.' }] }],
    ['a count', { eventCounts: [{ type: 'model_loaded', count: 9 }, none ?? expect.fail()] }],
    ['an event type', { eventCounts: [loaded ?? expect.fail(), { type: '| x |', count: 1 }] }],
    ['metadata', { metadata: [{ name: 'port', value: 'x: y' }] }],
  ];
  it.each(sessionChanges)('changes one line of a session log with %s', (_, change) => {
    const changed = formatSessionLog({ ...SESSION, ...change }, { dialect });
    expect(countChangedLines(changed, SESSION_TEXTS[dialect])).toBe(1);
  });

  const updateChanges: [string, Partial<UpdateLog>][] = [
    ['id', { id: '200' }],
    ['author', { author: '@me' }],
    ['promoted', { promoted: true }],
    ['aliases', { aliases: ['006', '005'] }],
    ['title', { title: '---' }],
    ['summary', { summary: ['```'] }],
    [
      'an input',
      { commandInputs: [{ name: 'max_tokens', value: '`` `' }, ...(UPDATE.commandInputs ?? []).slice(1)] },
    ],
  ];
  it.each(updateChanges)('changes one line of an update log with %s', (_, change) => {
    const changed = formatUpdateLog({ ...UPDATE, ...change }, { dialect });
    expect(countChangedLines(changed, UPDATE_TEXTS[dialect])).toBe(1);
  });
});

describe('an absent field', () => {
  it('has no key and no section, and an empty one has', () => {
    expect(formatSessionLog({ summary: [] })).toBe('## Summary\n- (none)\n');
    expect(formatUpdateLog({ commandInputs: [] })).toBe('## Command Inputs\n- (none)\n');
    expect(formatUpdateLog({ author: '' })).toBe('---\nauthor: ""\n---\n');
  });
});

/** How many lines of two texts with as many lines differ. */
function countChangedLines(changed: string, original: string): number {
  const lines = changed.split('\n');
  const before = original.split('\n');
  expect(lines).toHaveLength(before.length);
  return lines.filter((line, index) => line !== before[index]).length;
}
