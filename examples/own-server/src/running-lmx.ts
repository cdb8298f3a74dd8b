import { createRuntimeJournal } from '@opta/journal-runtime';
import { bindEventFeed } from '@opta/journal-runtime/feed';

const [address = 'http://127.0.0.1:1234/admin/events'] = process.argv.slice(2);

const journal = createRuntimeJournal({ session_logs_dir: 'lmx-logs' }, { handleSignals: true });
await journal.start({ model: 'opta-lmx', metadata: { feed: address } });

const feed = bindEventFeed(address, { adminKey: process.env.LMX_ADMIN_KEY });
journal.bind(feed);
console.log(`Journaling ${address} in ${journal.status().sessionLogsDir}`);
