// Allocates, publishes and completes numbers; prints one line when a number is given, another when its log is there.
// Arguments: folder, name of this process, how many.
import { writeSync } from 'node:fs';
import { nodeFileSystem, publishFile, runProgram } from '@opta/journal-fs';
import { createFileAllocator } from '@opta/journal-ids';

const [folder = '', owner = '', count = ''] = process.argv.slice(2);
const allocator = createFileAllocator({
  directory: folder,
  series: { standard: { ranges: [[1, 99_999]] } },
  timeZone: 'UTC',
});
for (let index = 0; index < Number(count); index += 1) {
  const allocation = await allocator.allocate('standard');
  const { id, number, claimedAt } = allocation;
  say({ number, claimedAt });
  const fileName = `${id}_${new Date(claimedAt).toISOString().slice(0, 10)}_${owner}-${index}.md`;
  await runProgram(
    publishFile({ directory: folder, name: fileName, content: `# ${owner} ${index}\n` }),
    nodeFileSystem.async,
  );
  say({ number, claimedAt, fileName });
  await allocation.complete(fileName);
}
await allocator.close();

function say(given: object): void {
  writeSync(1, `${JSON.stringify(given)}\n`);
}
