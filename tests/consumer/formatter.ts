// What a repository writes that imports only the formatter.
import { formatUpdateLog, slugify, type UpdateLog, updateLogFileName } from '@opta/journal-format';
import { readFrontmatter } from '@opta/journal-format/frontmatter';
import { parseUpdateLog } from '@opta/journal-format/parse';
import { updateLogSchema } from '@opta/journal-format/schema';

const log: UpdateLog = {
  id: '007',
  date: '2026-02-24',
  time: '13:56:26',
  author: 'Ann "Q" Lee',
  versionBefore: '1.10',
  versionAfter: '1.11',
  commit: '12345e67',
  promoted: true,
  category: 'feature',
  title: 'Raise the context window | of # every model',
  summary: ['model_loaded no longer waits for *all* shards.'],
  commandInputs: [{ name: 'model_id', value: 'mlx-community/tiny' }],
  steps: [{ target: 'lmx', component: 'model', step: 'load', status: 'ok', message: 'a|b' }],
};

const checked = updateLogSchema.parse(log);
const text = formatUpdateLog(checked);
const back = parseUpdateLog(text);
if (JSON.stringify(back) !== JSON.stringify(checked)) throw new Error(`not the same log:\n${text}`);
if (readFrontmatter(text)?.version_before !== '1.10') throw new Error('frontmatter is not what was written');
console.log(updateLogFileName({ id: '007', date: '2026-02-24', slug: slugify('Raise the context window') }));
