import { repairPlan, type Repair } from '#coverage/core/plan/repair.ts';
import { toPlanJson } from '#coverage/files/plan-json.ts';
import { parseIso, toLocal, type Instant } from '#kernel/time.ts';
import { exit, InputError, readArgs, type Command, type Terminal } from './command.ts';
import { openPlan, type OpenPlan } from './open-plan.ts';
import { writeText } from './write-file.ts';

const help = `atelbow repair FOLDER --plan FILE --out-sick PERSON_ID --at TIME [options]

Mends a plan after a call-out: what that person held from TIME on goes to others, with at most two of them moved.

  --plan FILE       the plan to mend
  --out-sick ID     who called out
  --at TIME         from when on (2027-03-02T05:50, the site's clock unless an offset is given)
  --until TIME      until when (default: to the end of the plan)
  --out FILE        where to write the mended plan (default: plan2.json)
  --time-zone ZONE  for a folder without sites.csv

Exit codes: 0 all that was covered still is, 3 something is not, 2 bad input.`;

const options = {
  plan: { type: 'string' },
  'out-sick': { type: 'string' },
  at: { type: 'string' },
  until: { type: 'string' },
  out: { type: 'string', default: 'plan2.json' },
  'time-zone': { type: 'string' },
} as const;

export const repairCommand: Command = { help, run };

async function run(args: readonly string[], terminal: Terminal): Promise<0 | 3> {
  const { values, positionals } = readArgs(args, options, ['FOLDER']);
  const open = await openPlan(positionals[0] ?? '', values.plan, values['time-zone'], terminal);
  const outSick = values['out-sick'] ?? '';
  const supporter = open.reading.facts.supporters.find(({ personId }) => personId === outSick);
  if (!supporter) throw new InputError(`--out-sick: there is no supporter "${outSick}" in supporters.csv.`);
  const zone = open.problem.units.find(({ siteId }) => supporter.sites.includes(siteId))?.zone ?? open.problem.zone;
  const at = moment('at', values.at, zone);
  const until = values.until === undefined ? undefined : moment('until', values.until, zone);
  const began = performance.now();
  const repair = repairPlan(open.problem, open.plan, { outSick, at, ...(until === undefined ? {} : { until }) });
  const ms = performance.now() - began;
  writeText(values.out, `${JSON.stringify(toPlanJson(repair.plan, open.needs, open.zones), null, 1)}\n`);
  for (const line of summary(open, repair, outSick, at)) terminal.say(line);
  terminal.say(`Written   ${values.out} (mended in ${Math.round(ms)} ms)`);
  return repair.uncovered.length > 0 ? exit.short : exit.done;
}

function moment(name: string, text: string | undefined, zone: string): Instant {
  if (text === undefined) throw new InputError(`Say from when: --${name} TIME.`);
  const read = parseIso(text, zone);
  if (!read.ok) throw new InputError(`--${name}: ${read.refusal.text}`);
  return read.value;
}

const linesMax = 15;

function summary({ plan, zones }: OpenPlan, repair: Repair, outSick: string, at: Instant): string[] {
  const before = new Map(plan.assignments.map((one) => [`${one.personId} ${one.start} ${one.unitId} ${one.needIds.join(' ')}`, one]));
  const after = repair.plan.assignments.filter(
    (one) => one.start >= at && !before.has(`${one.personId} ${one.start} ${one.unitId} ${one.needIds.join(' ')}`),
  );
  const when = (start: Instant, unitId: string | null): string => {
    const { date, time } = toLocal(start, zones.ofUnit(unitId));
    return `${date} ${time} ${unitId ?? ''}`.trim();
  };
  const lost = plan.assignments.filter((one) => one.personId === outSick && one.start >= at).length;
  return [
    `Out       ${outSick}: ${lost} assignment${lost === 1 ? '' : 's'} from ${when(at, null)} on`,
    `Moved     ${repair.moved.length === 0 ? 'nobody' : repair.moved.join(', ')}`,
    `Called in ${repair.called.length === 0 ? 'nobody' : repair.called.join(', ')}`,
    ...after.slice(0, linesMax).map((one) => `          ${one.personId} takes ${when(one.start, one.unitId)}`),
    ...(after.length > linesMax ? [`          … and ${after.length - linesMax} more`] : []),
    repair.uncovered.length === 0 ? 'Short     nothing more than before' : `Short     ${repair.uncovered.length} more than before`,
    ...repair.uncovered.slice(0, linesMax).map((one) => `          ${one.needId}: ${one.text}`),
  ];
}
