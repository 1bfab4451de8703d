import { readFileSync } from 'node:fs';
import type { PlanFile } from './plan-checker-folder.ts';
import { checkPlan } from './plan-checker.ts';

/* node test/harness/check-plan.ts FOLDER plan.json [TIME_ZONE]: prints each broken promise; exit 0 none, 1 some, 2 usage. */

const [dir, path, timeZone] = process.argv.slice(2);
if (dir === undefined || path === undefined) {
  console.error('Usage: node test/harness/check-plan.ts FOLDER plan.json [TIME_ZONE]');
  process.exit(2);
}
const plan = JSON.parse(readFileSync(path, 'utf8')) as PlanFile;
const breaches = checkPlan(dir, plan, timeZone);
for (const { rule, text } of breaches.slice(0, 200)) console.log(`${rule}: ${text}`);
if (breaches.length > 200) console.log(`… and ${breaches.length - 200} more`);
console.log(
  `${plan.assignments.length} assignments, ${plan.needs.length} needs, ${plan.uncovered.length} uncovered: ${breaches.length} breaches`,
);
process.exit(breaches.length > 0 ? 1 : 0);
