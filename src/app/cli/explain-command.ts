import {
  explainAssignment,
  explainNeed,
  type AssignmentExplanation,
  type NeedExplanation,
  type StoppedGroup,
} from '#coverage/core/plan/explain.ts';
import { toLocal } from '#kernel/time.ts';
import { exit, InputError, readArgs, type Command, type Terminal } from './command.ts';
import { openPlan, type OpenPlan } from './open-plan.ts';

const help = `atelbow explain FOLDER --plan FILE (--assignment ID | --need ID) [options]

Why this person, or why nobody: every rule met, what the choice costs, who comes next, and what stops everybody else.

  --plan FILE       the plan
  --assignment ID   why this person is there ("a17")
  --need ID         who covers a need, or why nobody can
  --time-zone ZONE  for a folder without sites.csv

Exit codes: 0 explained, 2 bad input.`;

const options = {
  plan: { type: 'string' },
  assignment: { type: 'string' },
  need: { type: 'string' },
  'time-zone': { type: 'string' },
} as const;

export const explainCommand: Command = { help, run };

async function run(args: readonly string[], terminal: Terminal): Promise<0> {
  const { values, positionals } = readArgs(args, options, ['FOLDER']);
  if ((values.assignment === undefined) === (values.need === undefined)) throw new InputError('Say either --assignment ID or --need ID.');
  const open = await openPlan(positionals[0] ?? '', values.plan, values['time-zone'], terminal);
  const lines = values.assignment === undefined ? needLines(open, values.need ?? '') : assignmentLines(open, values.assignment);
  for (const line of lines) terminal.say(line);
  return exit.done;
}

function assignmentLines(open: OpenPlan, id: string): string[] {
  const found = explainAssignment(open.problem, open.plan, id);
  if (!found) throw new InputError(`There is no assignment "${id}" in the plan.`);
  const { assignment } = found;
  return [
    `${id}: ${name(open, assignment.personId)} ${when(open, assignment)}${assignment.shiftId === null ? '' : `, shift ${assignment.shiftId}`}`,
    `For       ${assignment.needIds.join(', ')}`,
    ...found.met.map(({ label, text }) => `Met       ${label}: ${text}`),
    ...costLines(found),
    ...(found.runnersUpCount === 0 ? ['Next      nobody else could take it'] : nextLines(open, found)),
    ...groupLines(open, found.stopped),
  ];
}

const costLines = ({ costs }: AssignmentExplanation): string[] =>
  costs.map(({ label, amount }) => `Cost      ${amount.toFixed(2)} ${label}`);

function nextLines(open: OpenPlan, { runnersUp, runnersUpCount }: AssignmentExplanation): string[] {
  const lines = runnersUp.map(
    ({ personId, extraCost }) =>
      `Next      ${name(open, personId)}: ${extraCost >= 0 ? `${extraCost.toFixed(2)} dearer` : `${(-extraCost).toFixed(2)} cheaper`}`,
  );
  const more = runnersUpCount - runnersUp.length;
  return more > 0 ? [...lines, `          … and ${more} more who could take it`] : lines;
}

function needLines(open: OpenPlan, id: string): string[] {
  const found = explainNeed(open.problem, open.plan, id);
  const need = open.needs.find((one) => one.id === id);
  if (!found || !need) throw new InputError(`There is no need "${id}" on the plan's days.`);
  const person = need.personId === null ? '' : ` for ${name(open, need.personId)}`;
  return [
    `${id}: ${need.headcount} at ${when(open, need)}${person}, topic ${need.topic === '' ? 'any' : need.topic}`,
    ...coverLines(open, found),
    ...groupLines(open, found.groups),
  ];
}

function coverLines({ plan, ...open }: OpenPlan, { assignmentIds, uncovered }: NeedExplanation): string[] {
  const on = plan.assignments.filter((assignment) => assignmentIds.includes(assignment.id));
  const covered = on.map((assignment) => `Covered   by ${name({ ...open, plan }, assignment.personId)} (${assignment.id})`);
  return uncovered ? [...covered, `Short     ${uncovered.missing}, ${uncovered.reason}: ${uncovered.text}`] : covered;
}

const namesMax = 8;

const groupLines = (open: OpenPlan, groups: readonly StoppedGroup[]): string[] =>
  groups.map(({ text, personIds }) => {
    const names = personIds.slice(0, namesMax).map((personId) => name(open, personId));
    return `Others    ${text}: ${names.join(', ')}${personIds.length > namesMax ? ', …' : ''}`;
  });

function name({ reading }: OpenPlan, personId: string): string {
  const person = reading.people.find((one) => one.personId === personId);
  return person ? `${person.givenName} ${person.familyName} (${personId})`.trim() : personId;
}

function when(
  { zones }: OpenPlan,
  { unitId, start, end }: { readonly unitId: string | null; readonly start: number; readonly end: number },
): string {
  const zone = zones.ofUnit(unitId);
  const from = toLocal(start, zone);
  return `${unitId ?? 'a place of their choice'} ${from.date} ${from.time}-${toLocal(end, zone).time}`;
}
