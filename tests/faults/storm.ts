// The long form of the fault tests: one line a property, with its figures.
// usage: npm run test:storm -- [--only NAME] [--rounds N]
import { parseArgs } from 'node:util';
import { missingRequirement } from 'test-kit';
import { PROPERTIES } from './properties.js';

const { values } = parseArgs({ options: { only: { type: 'string' }, rounds: { type: 'string' } } });
const chosen = PROPERTIES.filter(({ name }) => values.only === undefined || name.includes(values.only));
if (chosen.length === 0) {
  console.error(`--only ${values.only} matches none of: ${PROPERTIES.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const counts = { passed: 0, failed: 0, skipped: 0 };
for (const { name, promise, requirement, longRounds, run } of chosen) {
  const missing = requirement === undefined ? undefined : missingRequirement(requirement);
  if (missing !== undefined) {
    counts.skipped += 1;
    console.log(`skipped  ${name}: ${missing}`);
    continue;
  }
  const startedAt = performance.now();
  try {
    const figures = await run(values.rounds === undefined ? longRounds : Number(values.rounds));
    counts.passed += 1;
    console.log(`passed   ${name}: ${promise}: ${describe(figures)}, ${secondsSince(startedAt)} s`);
  } catch (error) {
    counts.failed += 1;
    console.log(`FAILED   ${name}: ${promise}: ${error instanceof Error ? error.message : error}`);
  }
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;

function describe(figures: Record<string, number | string>): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function secondsSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) / 1000);
}
