// Sends a few secrets through a journal and prints where they came out again, as JSON.
import { writeSync } from 'node:fs';
import { sendThrough } from './send-through.js';

const TOKEN = ['ghp', 'Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU'].join('_');

const outputs = await sendThrough([{ note: `use ${TOKEN}` }, `plain ${TOKEN}`]);
const leaking = Object.entries(outputs).filter(([, text]) => text.includes(TOKEN));
writeSync(1, `${JSON.stringify(leaking.map(([name]) => name))}\n`);
process.exit(0);
