import type { FindingCode } from '@opta/journal-doctor';

/** What comes of each kind of finding if nothing is done about it. */
export const WHY_IT_MATTERS: Readonly<Record<FindingCode, string>> = {
  'claim-ahead':
    'Numbers and times rise together; while the clock is behind, new logs bear the time of that claim.',
  'claim-damaged': 'When and by whom the number was taken is not known any more.',
  'conflict-copy': 'A sync tool has kept two versions of one log, of which readers see one.',
  'counts-differ': 'The session log says something else than the events that it tells of.',
  'duplicate-number': 'Whoever cites the number may be led to the wrong log.',
  'event-log-damaged': 'What stood there is lost, and the disk may be losing more.',
  'event-log-gone': 'Of this session only the summary is left: its events can be neither read nor searched.',
  'event-log-unfinished': 'The last record may be missing a part; all before it are whole.',
  'event-log-without-session-log':
    'A runtime has ended and nothing tells how; retention keeps its events for ever.',
  'frontmatter-missing': 'Listings cannot filter the log by who, what and which version.',
  'frontmatter-unreadable': 'Listings and searches know the log by its name alone.',
  'gap-explained': 'It is known why; nothing is missing.',
  'gap-unexplained':
    'A log may have been lost, or is in a branch or on a machine whose files have not come yet.',
  'id-differs': 'Readers that go by the frontmatter take the log for another one.',
  'last-numbers-behind': 'A fresh clone would not know of the newest numbers, and could give them again.',
  'last-numbers-conflict': 'Two branches have given numbers at once, perhaps the same one.',
  'last-numbers-damaged': 'A fresh clone cannot tell which numbers are taken.',
  'log-not-a-file': 'Something else has the name of a log; it is not read.',
  'log-unparseable': 'Nothing but a text viewer can read the log.',
  'name-outside-convention': 'No listing, search or retention takes it for a log.',
  'number-out-of-order': 'Who reads the logs by number reads them in another order than they were written.',
  'original-left': 'A repair was stopped; its original waits beside the logs.',
  'sequence-broken': 'Records were removed, moved or doubled after they were written.',
  'session-logs-duplicate': 'One session is told of twice, and counts twice.',
  'temporary-files-left': 'They take room and are of no use.',
};
