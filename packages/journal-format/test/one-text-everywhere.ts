import type { SessionLog, UpdateLog } from '../src/types.js';

/** A session log that says one text wherever it can say any. */
export function sessionOf(text: string): SessionLog {
  return {
    device: text,
    user: text,
    model: text,
    session: text,
    eventLog: text,
    status: text,
    properties: { [`p${text}`]: [text, { [text]: text }] },
    title: text,
    summary: [text, text],
    filesChanged: { created: [text], modified: [], deleted: [text, 'x'] },
    statusChanges: [{ area: text, before: text, after: text }],
    statusNotes: [text],
    decisions: [text],
    issues: ['x', text],
    nextSteps: [{ text, done: true }, { text }, { text, done: false }],
    notes: [text],
    eventCounts: [{ type: text, count: 0 }],
    metadata: [{ name: text, value: text }],
    details: [
      { title: `x${text}`, items: [text] },
      { title: `x${text}`, table: { columns: [{ name: text }, { name: text }], rows: [[text, text]] } },
      { title: `x${text}`, code: { language: text, text } },
    ],
  };
}

/** The same of an update log. */
export function updateOf(text: string): UpdateLog {
  return {
    author: text,
    versionBefore: text,
    versionAfter: text,
    commit: text,
    category: text,
    uid: text,
    aliases: [text],
    title: text,
    summary: [text],
    commandInputs: [
      { name: text, value: text },
      { name: text, value: null },
    ],
    steps: [{ target: text, component: text, step: text, status: text, message: text }],
  };
}
