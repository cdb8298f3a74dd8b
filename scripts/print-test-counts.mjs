// Prints `N passed, N failed, N skipped` from the report that vitest's json reporter wrote.
import { readFileSync } from 'node:fs';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node scripts/print-test-counts.mjs REPORT.json');
  process.exit(2);
}

const text = readFileSync(file, 'utf8');
if (text.trim() === '') {
  console.error('The test runner wrote no report: it did not get as far as running tests.');
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites, success } =
  JSON.parse(text);
// A file that cannot be loaded fails as a suite and has no test in it that could fail.
const failed = numFailedTests === 0 && !success ? Math.max(1, numFailedTestSuites) : numFailedTests;
const skipped = numPendingTests + numTodoTests;
console.log(`${numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 && numPassedTests > 0 ? 0 : 1);
