/** README.md of the folder of session logs. */
export const SESSION_LOGS_README = `# Session logs

Every runtime of the server (or chat of the CLI) leaves two files here. Both are plain text and stay readable
without any program of ours.

| file | what it is |
| --- | --- |
| \`YYYY-MM-DD-HHMM-{device}-{summary}.md\` | **session log**: what happened, for people |
| \`YYYY-MM-DD-HHMMSS-{device}-events.jsonl\` | **event log**: every event in full, one JSON object a line |

Date and time are those at which the session began, in the time zone that the journal was configured with. A
second file that would get the same name ends in \`-2\`, a third in \`-3\`. A very long event log goes on in
\`…-events.2.jsonl\`, \`…-events.3.jsonl\`: together they are one event log, and \`seq\` runs on.

A session log names its event log in the key \`event_log\` of its head, and both carry the same \`session\`. An event
log without a session log belongs to a session that is still running, or that could not finish.
[SESSION_FORMAT.md](SESSION_FORMAT.md) describes both formats.

## Reading event logs

How many events of each type:

\`\`\`sh
jq -r 'select(.event_type | startswith("journal_") | not) | .event_type' *-events*.jsonl | sort | uniq -c
\`\`\`

What failed, and when:

\`\`\`sh
jq -r 'select(.event_type | test("failed|error")) | [.timestamp, .event_type, .data.error] | @tsv' *-events*.jsonl
\`\`\`

One session in order, its segments included:

\`\`\`sh
jq -s 'sort_by(.seq)' 2026-02-23-140512-mbp-1-events*.jsonl
\`\`\`

## May I change or delete files?

Yes. Nothing else refers to a session log, and nothing breaks without it. Delete a session log together with its
event log: an event log that stays alone looks like a session that could not finish.

Old sessions move into \`archive/YYYY-MM/\`, their event logs compressed (\`zcat\` and \`zgrep\` read them). A file
\`pinned.txt\` in this folder names what has to stay: one file name or session id a line.

\`.opta-journal/\` is the journal's own folder: files on their way to their final names. It is not part of the logs,
git ignores it, and its README.md says what deleting it costs.
`;
