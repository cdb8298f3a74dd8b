/** Why a server keeps a journal. Written for the embedded models. */
export const JOURNAL_PROSE = `
A journal tells what happened. A server that runs for weeks loads models, answers requests, warns and fails, and nobody watches it all the time. When somebody asks what happened last night, the journal has the answer, and it has it in plain text.

The event log is the journal in full. Every event is one line, and every line has a time, a type and some data. A program can read it, and a person can search it. Nothing is ever changed in an event log. A new line is put at the end, and the lines before it stay as they are.

The session log is the journal in short. It says when the server was started and when it ended, which models were loaded, how many requests were answered and what went wrong. A person reads it in two minutes. It is made from the event log and from nothing else, so the two cannot tell different stories.

The update log says what was changed. It has a number, and the number is never given twice. Somebody who reads that the server behaves differently since the third of the month looks at the update logs of that day and sees what was changed and by whom.

A server does not always end in good order. The power fails, the memory runs out, or somebody pulls the plug. Then there is nobody left who could write the last line. The next start finds the event log without an end, reads it to the last line that is whole, and writes the session log that is missing.

A journal must not harm the server that it describes. When the disk is full, the server goes on, and the journal counts what it could not write. When the disk has room again, the journal goes on and says how much is missing. A journal that stops the server is worse than no journal.

A secret does not belong in a journal. A key that was written once is in every copy, in every backup and in every mail to which somebody attached the file. What looks like a key is replaced before it is written, and when it is uncertain, it is replaced as well.

A good log line says what happened, to what, and how much. The model was loaded in four seconds. The request failed after sixty tokens because the client went away. The memory is at ninety percent and the threshold is at eighty five. A line that only says that something went wrong makes the reader angry.

Numbers in a journal must add up. If a thousand events happened and nine hundred are in the log, the journal says what became of the other hundred. A reader forgives a gap that is named. A reader does not forgive a gap that he finds himself.

Old logs are put into an archive. They are not thrown away, because the question comes when the answer is a year old. The archive is a folder like any other, and a log that was put there can be read, searched and brought back.

Plain text lasts. The program that wrote it may be gone, and the machine on which it ran may be gone, but the text can still be read. That is why the journal is written in plain text and kept where the people keep their other texts.
`;
