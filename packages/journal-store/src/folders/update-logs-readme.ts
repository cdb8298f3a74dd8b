/** README.md of the folder of update logs. */
export const UPDATE_LOGS_README = `# Update logs

Every significant change of the system leaves one numbered file here: what was changed, by whom, from which
version to which, and how each step went. They are a chronicle and are kept for ever.

\`{NNN}_{YYYY-MM-DD}_{slug}.md\`, for instance \`200_2026-02-23_lmx-sync.md\`

## Numbers

| numbers | series |
| --- | --- |
| 001 to 199 | standard: changes in development |
| 200 to 999 | promotion: updates, promotions and syncs |

These are the usual series; a configuration may have others. Numbers rise with time within a series. A number is
given once and never again, also after its file was moved or deleted. A number without a file is a gap: something
began and could not finish.

\`last-numbers.txt\`, where there is one, belongs into the repository: it tells a fresh clone which numbers were given.

## Format

Markdown (CommonMark with GFM tables) after a YAML head:

| key | value |
| --- | --- |
| \`id\` | the number, with its leading zeros |
| \`date\`, \`time\` | local day and time |
| \`author\` | who or what did it |
| \`version_before\`, \`version_after\` | versions, empty where unknown |
| \`commit\` | commit of the repository |
| \`promoted\` | \`true\`, \`false\` or \`null\` |
| \`category\` | \`sync\`, \`update\`, \`feature\`, … |
| \`uid\` | identifier that stays if the log ever gets another number |
| \`aliases\` | its earlier numbers |

Sections: Summary, Command Inputs, Step Results (a table with target, component, step, status \`ok\`, \`skip\` or
\`fail\`, and message). Logs that people wrote by hand may look otherwise.

## Looking things up

\`\`\`sh
grep -l 'category: "sync"' *.md          # all syncs
grep -n '| fail |' *.md                  # all steps that failed
ls | grep '^2[0-9][0-9]_' | tail -5      # the latest of a series
\`\`\`

\`.opta-journal/\` is the journal's own folder: which numbers were claimed and by whom. It is not part of the logs, git
ignores it, and its README.md says what deleting it costs.
`;
