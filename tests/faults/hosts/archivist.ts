// Applies retention to a folder of `fillRetentionFolder`, and prints a line before and after.
// Arguments: folder.
import { writeSync } from 'node:fs';
import { openStore } from '../open-store.js';
import { POLICY } from '../retention-folder.js';

const [folder = ''] = process.argv.slice(2);
const store = openStore(folder);
const plan = await store.planRetention(POLICY);
writeSync(1, 'planned\n');
await store.applyRetention(plan);
writeSync(1, 'done\n');
