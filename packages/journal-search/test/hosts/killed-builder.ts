// Writes session logs and builds the index, one generation after the other, until it is killed.
// Arguments: configuration as JSON, a word of its own.
import { renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineConfig } from '../../src/worker/engine-config.js';
import { IndexBuilder } from '../../src/worker/index-builder.js';

const [json = '', word = ''] = process.argv.slice(2);
const config = JSON.parse(json) as EngineConfig;
const builder = new IndexBuilder(config, () => false);
for (let count = 0; ; count += 1) {
  const name = `2026-02-24-13${String(count % 60).padStart(2, '0')}-${word}-x${count}.md`;
  // A log appears whole, as the journal writes it.
  const unfinished = join(config.folders.sessionLogsDir, `.${name}`);
  writeFileSync(unfinished, `# Log\n\n- needle ${word} ${count}\n`);
  renameSync(unfinished, join(config.folders.sessionLogsDir, name));
  const { state } = await builder.build();
  if (count === 0) writeSync(1, `ready ${state}\n`);
}
