import { type Dialect, formatUpdateLog, type UpdateLog } from '@opta/journal-format';

/** An update log as our writer makes it. */
export function updateText(log: Partial<UpdateLog> & { id: string }, dialect: Dialect = 'lmx'): string {
  return formatUpdateLog(
    {
      date: '2026-02-24',
      time: '10:00:00',
      author: 'ann',
      versionBefore: '',
      versionAfter: '',
      commit: '',
      promoted: false,
      category: 'sync',
      ...(dialect === 'lmx' ? { title: 'A change' } : {}),
      summary: ['Something was changed.'],
      commandInputs: [],
      steps: [],
      ...log,
    },
    { dialect },
  );
}

/** A log as people write them: frontmatter that no formatter gives back, and a body of their own. */
export const FREE_FORM = `---
id: 007   # by hand
date: 2026-02-24
author: opta-agent
tags:
  - hub
---

**Date:** 2026-02-24

---

* a list with a star
\tand a tab  
\`\`\`
  code
\`\`\`
`;

/** A log without frontmatter. */
export const BARE = '# Native subscription auth\r\n\r\n**Date:** 2026-03-07\r\n---\r\n| a |\r\n';

export interface SessionLogParts {
  session?: string;
  eventLog?: string;
  counts?: Record<string, number>;
}

/** A session log, as far as the doctor reads it. */
export function sessionText({ session, eventLog, counts = {} }: SessionLogParts): string {
  const rows = Object.entries(counts).map(([type, count]) => `| ${type} | ${count} |\n`);
  return [
    '---\ndate: 2026-02-24\ntime: "10:00 UTC"\ndevice: "studio"\nuser: "ann"\nmodel: "m"\nduration: "00:01:00"\n',
    session === undefined ? '' : `session: "${session}"\n`,
    eventLog === undefined ? '' : `event_log: "${eventLog}"\n`,
    '---\n\n# Session: Runtime Session\n\n## Notes\n\n### Event Summary\n\n| Event Type | Count |\n| --- | --- |\n',
    ...rows,
  ].join('');
}

/** Lines of an event log of ours: the start, then one event of each type. */
export function eventLines(types: readonly string[]): string {
  const all = ['journal_session_start', ...types];
  return all
    .map((type, index) =>
      JSON.stringify({
        seq: index + 1,
        event_type: type,
        timestamp: '2026-02-24T10:00:00.000+00:00',
        timestamp_unix: 1771927200,
        data: type === 'journal_session_start' ? { session: 's1' } : {},
      }),
    )
    .map((line) => `${line}\n`)
    .join('');
}
