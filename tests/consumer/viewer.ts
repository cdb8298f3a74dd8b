// Serves the viewer beside an API and asks for its page and for every file that the page names.
import { createJournalApi } from '@opta/journal-http';
import { createViewer } from '@opta/journal-viewer';

const api = createJournalApi({}, { viewer: createViewer() });
const get = (path: string) =>
  api.fetch(new Request(`http://localhost/admin/journal/${path}`), { remoteAddress: '127.0.0.1' });

const page = await get('');
const answers: Record<string, number> = { 'the page': page.status };
const names = [...(await page.text()).matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, name = '']) => name);
for (const name of names) answers[name] = (await get(name)).status;
api.close();
console.log(JSON.stringify(answers));
