// Adds up the result files that tests/run had the runners write, and prints the sum, after each test that failed with
// what was wrong: a log of ten minutes is often kept by its end alone.
// usage: node count-results.mjs FOLDER, or node count-results.mjs --failed NAME.json for the failed methods, a line each
// FOLDER holds "expected" (a name a line) and for each name NAME.json (CTRF) or NAME.xml (node's JUnit reporter), and
// NAME.again.json where failed tests were run once more.
// Exit code 1: a test failed, a run left no result or ended before its tests did, or a run had no test.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const isWrong = test => test.status === 'failed' || test.status === 'other';

if (process.argv[2] === '--failed') {
  const { tests } = existsSync(process.argv[3]) ? JSON.parse(readFileSync(process.argv[3], 'utf8')).results : { tests: [] };
  const methods = new Set(tests.filter(isWrong).map(test => test.name.replace(/\(.*/s, '')));
  process.stdout.write([...methods].map(method => `${method}\n`).join(''));
  process.exit();
}

const folder = process.argv[2];
const expected = readFileSync(join(folder, 'expected'), 'utf8').split('\n').filter(Boolean);
const sum = { passed: 0, failed: 0, skipped: 0 };
const wrong = [];

/** Counts from Common Test Report Format: https://ctrf.io/docs/specification/summary */
function fromCtrf(text, again) {
  const { summary: { passed, failed, skipped, pending, other }, tests } = JSON.parse(text).results;
  const passedThen = new Set(again?.filter(test => test.status === 'passed').map(test => test.name));
  const wrongTests = tests.filter(isWrong);
  const unsteady = wrongTests.filter(test => passedThen.has(test.name)).length;
  for (const test of wrongTests) {
    const verdict = passedThen.has(test.name) ? 'UNSTEADY (passed when it was run again)' : 'FAILED';
    console.error(`${verdict} ${test.name}\n${`${test.message ?? ''}\n${test.trace ?? ''}`.slice(0, 3000)}\n`);
  }

  return { passed: passed + unsteady, failed: failed + other - unsteady, skipped: skipped + pending };
}

/** Counts from the summary that node's reporter leaves in comments: "<!-- pass 3 -->". */
function fromNode(text) {
  const count = name => Number(new RegExp(`<!-- ${name} (\\d+) -->`).exec(text)?.[1] ?? NaN);
  return { passed: count('pass'), failed: count('fail') + count('cancelled'), skipped: count('skipped') + count('todo') };
}

for (const name of expected) {
  const ctrf = join(folder, `${name}.json`);
  const node = join(folder, `${name}.xml`);
  let counts;
  try {
    const ctrfAgain = join(folder, `${name}.again.json`);
    const again = existsSync(ctrfAgain) ? JSON.parse(readFileSync(ctrfAgain, 'utf8')).results.tests : undefined;
    counts = existsSync(ctrf) ? fromCtrf(readFileSync(ctrf, 'utf8'), again) : fromNode(readFileSync(node, 'utf8'));
  } catch {
    counts = undefined;
  }

  if (counts === undefined || Object.values(counts).some(count => !Number.isInteger(count))) {
    wrong.push(`${name} left no result: it ended before its tests did.`);
    continue;
  }

  if (counts.passed + counts.failed === 0) {
    wrong.push(`${name} ran no test.`);
  }

  for (const key of Object.keys(sum)) {
    sum[key] += counts[key];
  }
}

if (expected.length === 0) {
  wrong.push('There is no test project.');
}

for (const message of wrong) {
  console.error(message);
}

console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = wrong.length > 0 || sum.failed > 0 ? 1 : 0;
