/** SESSION_FORMAT.md of the folder of session logs. */
export const SESSION_FORMAT = `# Session format

## Session log

\`YYYY-MM-DD-HHMM-{device}-{summary}.md\`: markdown (CommonMark with GFM tables and task lists) after a YAML head.

### Keys of the head

| key | value |
| --- | --- |
| \`date\` | local day on which the session began |
| \`time\` | local time, with the zone's abbreviation or offset |
| \`device\` | label of the machine |
| \`user\` | who ran it |
| \`model\` | model or program |
| \`duration\` | \`HH:MM:SS\`, more than 99 hours possible |
| \`session\` | identifier of the session |
| \`event_log\` | file name of the event log |
| \`status\` | how it ended: \`clean\`, \`signal\`, \`error\`, \`exit\`, … |
| \`started\`, \`ended\` | ISO 8601 with offset |

The first six stand in every log. Older logs have no others, and further keys may follow.

### Sections

| section | content |
| --- | --- |
| Summary | begin, end, duration, number of events, and what mattered |
| Files Changed | Created, Modified, Deleted |
| Status Changes | table: area, before, after |
| Decisions Made | what was decided |
| Issues Encountered | what failed, how often, when |
| Next Steps | task list |
| Notes | remarks, the table Event Summary, Startup Metadata |

An empty section holds \`(none)\`.

## Event log

\`YYYY-MM-DD-HHMMSS-{device}-events.jsonl\`: one JSON object a line, UTF-8, in the order in which the events came.

\`\`\`json
{"seq":12,"event_type":"model_loaded","timestamp":"2026-02-26T18:28:06.115+11:00","timestamp_unix":1772090886.115,"data":{"model_id":"example/model"}}
\`\`\`

| key | value |
| --- | --- |
| \`seq\` | number of the line in the session, from 1 without a gap; runs on over all segments. Older logs have none |
| \`event_type\` | what happened |
| \`timestamp\` | ISO 8601 with offset |
| \`timestamp_unix\` | the same in seconds since 1970 |
| \`data\` | what belongs to it |

Types that begin with \`journal_\` are the journal's own and do not count as events:

| type | meaning |
| --- | --- |
| \`journal_session_start\` | first line of every segment: session, segment, device, user, model, begin, time zone, process, metadata |
| \`journal_session_end\` | last line: end, how it ended, what was counted |
| \`journal_note\` | a decision, next step, issue or remark that a person added |
| \`journal_gap\` | events that could not be stored: from when to when, how many of which type, why |

A line counts only with its newline. A last line without one is being written or was cut short. Data that were too
large are cut where a \`…\` shows, and \`journal_truncated\` tells how much is missing.
`;
