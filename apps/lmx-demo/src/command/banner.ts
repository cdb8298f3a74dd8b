import { relative } from 'node:path';
import type { Demo } from '../start-demo.js';

/** What somebody who has just started the server needs to know. */
export function banner({ url, journal }: Demo, upstream: string | undefined): string {
  const { config } = journal;
  const folders = config.enabled
    ? [
        `  the journal in a browser      ${url}/admin/journal/`,
        `  session logs and event logs   ${shortPath(config.sessionLogsDir)}`,
        `  update logs                   ${shortPath(config.updateLogsDir)}`,
      ]
    : ['  journaling is switched off'];
  return [
    '',
    `Opta LMX demo on ${url} (${upstream === undefined ? 'embedded models' : `models of ${upstream}`})`,
    ...folders,
    '',
    'Three things to try:',
    '',
    `  curl -N ${url}/v1/chat/completions -H 'content-type: application/json' \\`,
    `    -d '{"stream": true, "messages": [{"role": "user", "content": "What does a server remember?"}]}'`,
    '',
    `  curl ${url}/admin/models/load -H 'content-type: application/json' \\`,
    `    -d '{"model_id": "opta-demo/ngram-3-small"}'`,
    '',
    `  curl -N ${url}/admin/events`,
    '',
    'Stop it with Ctrl-C; then read the session log.',
    '',
  ].join('\n');
}

/** From the working folder, where that is shorter. */
export function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith('..') ? path : short;
}
