import { toLocal } from '#kernel/time.ts';
import { policies, policyNames, type PolicyName } from '#support/core/dispatch/policy.ts';
import { meanUse, waitFigures, type AskerGroup, type WaitFigures } from '#support/core/simulate/results.ts';
import { simulate, type SimulationRun } from '#support/core/simulate/simulate.ts';
import { quantile } from '#support/core/simulate/statistics.ts';
import { planScenario, requestsPerHeadHour } from '../folder/plan-scenario.ts';
import { exit, InputError, readArgs, wholeNumberOption, type Command, type Terminal } from './command.ts';
import { openPlan, type OpenPlan } from './open-plan.ts';

const abandonShareMax = 0.05;

const help = `atelbow simulate FOLDER --plan FILE [options]

Plays requests for help against a plan, with the dispatch that the server uses: how long providers, nurses and others wait, how many
give up, and how busy the supporters are. Who asks how often is assumed and not measured at your site: ${requestsPerHeadHour} requests in the
busiest hour for each head that the unit needs, three in ten of them by providers; and by clinicians whose round nobody accompanies.

  --plan FILE       the plan
  --policy NAME     ${policyNames.join(', ')} (default: ours)
  --runs N          how often to play it, each time with other askers (default: 3)
  --seed N          the first run's (default: 1)
  --time-zone ZONE  for a folder without sites.csv

Exit codes: 0 done, 3 more than ${100 * abandonShareMax}% of providers, nurses or others gave up, 2 bad input.`;

const options = {
  plan: { type: 'string' },
  policy: { type: 'string', default: 'ours' },
  runs: { type: 'string' },
  seed: { type: 'string' },
  'time-zone': { type: 'string' },
} as const;

export const simulateCommand: Command = { help, run };

const isPolicy = (name: string): name is PolicyName => Object.hasOwn(policies, name);

async function run(args: readonly string[], terminal: Terminal): Promise<0 | 3> {
  const { values, positionals } = readArgs(args, options, ['FOLDER']);
  const { policy } = values;
  if (!isPolicy(policy)) throw new InputError(`--policy takes one of ${policyNames.join(', ')}, not "${policy}".`);
  const count = wholeNumberOption('runs', values.runs, 1, 1000) ?? 3;
  const seed = wholeNumberOption('seed', values.seed, 0, 2_147_483_647) ?? 1;
  const open = await openPlan(positionals[0] ?? '', values.plan, values['time-zone'], terminal);
  const runs: SimulationRun[] = [];
  for (let i = 0; i < count; i++) {
    const scenario = planScenario(open.plan, open.needs, open.reading.facts, seed + i);
    if (scenario.requests.length === 0)
      throw new InputError('Nobody asks for help: the plan has no needs on units and no uncovered rounds.');
    terminal.note(`Run ${i + 1} of ${count}: ${scenario.requests.length.toLocaleString('en-US')} requests …`);
    runs.push(simulate(scenario, policies[policy]));
  }
  terminal.say(`Played    ${open.plan.from} to ${open.plan.to}, ${count} run${count === 1 ? '' : 's'} from seed ${seed}, policy ${policy}`);
  const figures = groups.map(({ name, group }) => ({ name, found: waitFigures(runs, group) }));
  for (const { name, found } of figures) if (found.asked > 0) terminal.say(`${name.padEnd(9)} ${waitLine(found, count)}`);
  terminal.say(useLine(runs));
  for (const line of worstLines(open, runs)) terminal.say(line);
  return figures.some(({ found }) => found.abandonShare > abandonShareMax) ? exit.short : exit.done;
}

const groups: readonly { readonly name: string; readonly group: AskerGroup }[] = [
  { name: 'Providers', group: 'provider' },
  { name: 'Nurses', group: 'nurse' },
  { name: 'Others', group: 'other' },
];

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
const minutes = (wait: number | null): string => (wait === null ? 'never' : `${wait.toFixed(1)}`);

function waitLine({ asked, p50Min, p90Min, p99Min, abandonShare }: WaitFigures, count: number): string {
  const each = Math.round(asked / count).toLocaleString('en-US');
  return `${each} requests a run; half helped within ${minutes(p50Min)} min, 90% ${minutes(p90Min)}, 99% ${minutes(p99Min)}; ${percent(abandonShare)} gave up`;
}

function useLine(runs: readonly SimulationRun[]): string {
  const all = runs.flatMap(({ use }) => use);
  if (all.length === 0) return 'Use       nobody is planned on a unit';
  return `Use       ${percent(meanUse(runs))} of the time on duty; from ${percent(quantile(all, 0.05))} (p5) to ${percent(quantile(all, 0.95))} (p95) of it by person`;
}

const worstMax = 5;

/** Where and when most gave up. */
function worstLines({ zones }: OpenPlan, runs: readonly SimulationRun[]): string[] {
  const places = new Map<string, number>();
  for (const { request, end } of runs.flatMap(({ outcomes }) => outcomes)) {
    if (end !== 'gave-up') continue;
    const { date, time } = toLocal(request.at, zones.ofUnit(request.unitId));
    const place = `${request.unitId} ${date} from ${time.slice(0, 2)}:00`;
    places.set(place, (places.get(place) ?? 0) + 1);
  }
  const worst = [...places].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, worstMax);
  return worst.map(([place, gaveUp]) => `Gave up   ${place}: ${(gaveUp / runs.length).toFixed(1)} a run`);
}
