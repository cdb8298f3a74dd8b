const INSTALLS = 'installs from the registry';
const READS = 'tests/reading-guide.test.ts runs it where the tool is there';
const SERVES = 'goes on until it is ended; the tests of examples/own-server do the same';

/** Blocks marked `no-run`: the guide, the first line of the block, and why it is not run here. */
export const NOT_RUN: Record<string, Record<string, string>> = {
  'reading.md': {
    'jq -r \'select(.event_type | endswith("failed")) | [.timestamp, .event_type, .data.error] | @tsv\' 12-Session-Logs/*-events*.jsonl':
      READS,
    'cat 12-Session-Logs/*-events*.jsonl | jq -nR \'[inputs | fromjson? | select(.event_type == "model_loaded")] | length\'':
      READS,
    'lnav -i docs/lnav/opta_journal.json': READS,
    "lnav -n -c ';SELECT event_type, count(*) AS n FROM opta_journal GROUP BY event_type ORDER BY n DESC, event_type LIMIT 3' -c ':write-csv-to -' 12-Session-Logs/*-events*.jsonl":
      READS,
    "lnav -n -c \";SELECT seq, jget(data, '/model_id') AS model FROM opta_journal WHERE event_type = 'model_loaded' ORDER BY log_time LIMIT 1\" -c ':write-csv-to -' 12-Session-Logs/*-events*.jsonl":
      READS,
  },
  'running-lmx.md': {
    'opta-journal --sessions-dir ~/lmx-logs attach http://127.0.0.1:1234': `${SERVES}, and those of the command`,
    'npm run demo': SERVES,
    "curl http://127.0.0.1:1234/admin/models/load -H 'content-type: application/json' \\": SERVES,
  },
  'your-own-server.md': {
    'npm install @opta/journal-runtime @opta/journal-http @hono/node-server': INSTALLS,
  },
};
