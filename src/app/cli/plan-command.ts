import { runPlan } from '../planner/plan-runner.ts';
import { toPlanJson } from '#coverage/files/plan-json.ts';
import { addDays, daysBetween, type LocalDate } from '#kernel/time.ts';
import type { FolderReading } from '../folder/folder.ts';
import { folderProblem } from '../folder/folder-problem.ts';
import { exit, InputError, readArgs, wholeNumberOption, type Command, type Terminal } from './command.ts';
import { dateOption, openFolder } from './open-folder.ts';
import { writePlanCalendars, writePlanCsv } from './plan-outputs.ts';
import { planSummary } from './plan-summary.ts';
import { stoppable, tellProgress } from './run-feedback.ts';
import { writeText } from './write-file.ts';

const help = `atelbow plan FOLDER [options]

Reads a go-live's folder, plans who supports whom, and writes the plan. Progress and issues go to standard error,
a summary to standard output. Ctrl-C stops and keeps the best plan so far.

  --out FILE        the plan as JSON (default: plan.json)
  --ics DIR         a calendar for each supporter
  --csv FILE        all assignments as a table
  --from DATE       first day (default: the first day on which anything is needed)
  --to DATE         last day (default: the last one, at most 12 weeks)
  --seconds N       work on the plan for at most so long (default: until it is near its bound; the same plan every time)
  --seed N          another seed may find another plan of the same quality (default: 1)
  --time-zone ZONE  for a folder without sites.csv (default: as rounds.ics says)

Exit codes: 0 everything is covered, 3 a plan with needs or rows left out, 2 the folder cannot be planned from.`;

const daysMax = 84;

export const planCommand: Command = { help, run };

async function run(args: readonly string[], terminal: Terminal): Promise<0 | 3> {
  const { values, positionals } = readArgs(args, options, ['FOLDER']);
  const seed = wholeNumberOption('seed', values.seed, 0, 2_147_483_647) ?? 1;
  const seconds = wholeNumberOption('seconds', values.seconds, 1, 86_400);
  const [from, to] = [dateOption('from', values.from), dateOption('to', values.to)];
  const asked = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const reading = await openFolder(positionals[0] ?? '', { timeZone: values['time-zone'], days: asked }, terminal);
  const days = daysOf(reading, from, to, terminal);
  const { problem, needs, zones } = folderProblem(reading, days);
  const plan = await stoppable(terminal, (signal) =>
    // Whoever grants a time wants it used.
    runPlan(problem, {
      seed,
      signal,
      onProgress: tellProgress(terminal),
      ...(seconds === undefined ? {} : { seconds, effort: 'thorough' }),
    }),
  );
  const json = toPlanJson(plan, needs, zones);
  const out = values.out;
  writeText(out, `${JSON.stringify(json, null, 1)}\n`);
  const written = [out];
  if (values.csv !== undefined) {
    writeText(values.csv, writePlanCsv(plan, reading));
    written.push(values.csv);
  }
  if (values.ics !== undefined) written.push(`${writePlanCalendars(values.ics, plan, reading)} calendars in ${values.ics}`);
  for (const line of planSummary(plan, needs, reading, zones)) terminal.say(line);
  terminal.say(`Written   ${written.join(', ')}`);
  return plan.uncovered.length > 0 || reading.issues.some((issue) => issue.severity === 'error') ? exit.short : exit.done;
}

const options = {
  out: { type: 'string', default: 'plan.json' },
  ics: { type: 'string' },
  csv: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  seconds: { type: 'string' },
  seed: { type: 'string' },
  'time-zone': { type: 'string' },
} as const;

function daysOf(
  { span }: FolderReading,
  from: LocalDate | undefined,
  to: LocalDate | undefined,
  { note }: Terminal,
): { from: LocalDate; to: LocalDate } {
  if (!span) throw new InputError('The folder says on no day that anything is needed: unit-needs.csv and go-lives.csv are empty.');
  const first = from ?? (to !== undefined && to < span.from ? to : span.from);
  const last = to ?? (span.to < first ? first : span.to);
  if (last < first) throw new InputError(`--to ${last} is before ${from === undefined ? 'the first day' : '--from'} ${first}.`);
  if (to !== undefined || daysBetween(first, last) < daysMax) return { from: first, to: last };
  const capped = addDays(first, daysMax - 1);
  note(`The folder's needs last until ${last}; planned until ${capped}. Say --to for another last day.`);
  return { from: first, to: capped };
}
