import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { PlanFile } from '#test/harness/plan-checker-folder.ts';
import { checkPlan } from '#test/harness/plan-checker.ts';
import { calendarTimeZone } from '#integrations/ical/read-rounds.ts';
import { atelbow as run } from './atelbow.ts';

const dir = mkdtempSync(join(tmpdir(), 'cli-'));
afterAll(() => rmSync(dir, { recursive: true }));
const launcher = join(import.meta.dirname, '../../../bin/atelbow.mjs');

/** As a person runs it, in a process of its own. */
function launched(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args], { cwd: dir, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** The same without the start of a process; paths are within the test's folder. */
async function atelbow(...args: string[]) {
  const lines = { say: [] as string[], note: [] as string[] };
  const within = args.map((arg) => (arg === '.' || /^[\w-]+\.(json|csv)$|^calendars$/.test(arg) ? join(dir, arg) : arg));
  const status = await run(within, { say: (line) => void lines.say.push(line), note: (line) => void lines.note.push(line) });
  return { status, stdout: lines.say.join('\n'), stderr: lines.note.join('\n') };
}

const files: Readonly<Record<string, string>> = {
  'units.csv': 'unit_id,name,site_id\n4W,4 West,MAIN\n',
  'people.csv':
    'person_id,given_name,family_name,job_role,home_unit,email\nS1,Ann,Ash,nurse,4W,\nS2,Bo,Bay,nurse,4W,\nS3,Cy,Cole,nurse,,\nD1,Dee,Dun,physician,4W,dee@x.org\n',
  'supporters.csv':
    'person_id,kind,knows,sites,shifts,max_hours_week,cost_per_hour\nS1,super-user,*,,D,40,40\nS2,ate,*,,D,40,60\nS3,ate,*,,D,40,80\n',
  'unit-needs.csv': 'unit_id,shift_id,from,to,weekdays,headcount,topic\n4W,D,2027-03-01,2027-03-07,1-5,1,nurse\n',
  'rounds.ics':
    'BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:America/Chicago\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20270302T080000\r\nDURATION:PT1H\r\nATTENDEE:mailto:dee@x.org\r\nLOCATION:4W\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
const planOf = (file: string): PlanFile => JSON.parse(readFileSync(join(dir, file), 'utf8')) as PlanFile;

describe('atelbow plan', () => {
  it('plans four CSV files and a calendar; a checker that shares no code finds nothing wrong', () => {
    const { status, stdout, stderr } = launched('plan', '.', '--ics', 'calendars', '--csv', 'plan.csv');
    expect(stdout).toContain('Covered   5 of 5 unit shifts, 1 of 1 rounds');
    expect(stdout.split('\n').length).toBeLessThan(25);
    expect(stderr).toContain('There is no sites.csv: assumed');
    expect(status).toBe(0);
    const plan = planOf('plan.json');
    expect(checkPlan(dir, plan)).toEqual([]);
    expect(readFileSync(join(dir, 'plan.csv'), 'utf8').trim().split('\r\n')).toHaveLength(plan.assignments.length + 1);
    const people = new Set(plan.assignments.map((one) => one.person_id));
    expect(readdirSync(join(dir, 'calendars')).toSorted()).toEqual([...people].map((person) => `${person}.ics`).toSorted());
    const calendars = readdirSync(join(dir, 'calendars')).map((name) => readFileSync(join(dir, 'calendars', name), 'utf8'));
    expect(calendars.map((text) => calendarTimeZone(text))).toEqual(calendars.map(() => 'America/Chicago'));
    expect(calendars.reduce((sum, text) => sum + text.split('BEGIN:VEVENT').length - 1, 0)).toBe(plan.assignments.length);
  });

  it('passes the exit code of the command on', () => {
    expect(launched('plan', 'nowhere').status).toBe(2);
    expect(launched('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('gives the same plan for the same seed', async () => {
    await atelbow('plan', '.', '--out', 'one.json');
    await atelbow('plan', '.', '--out', 'two.json');
    expect(planOf('two.json')).toEqual(planOf('one.json'));
  });

  it('ends with 3 when something is short, 2 when the folder cannot be planned from', async () => {
    writeFileSync(join(dir, 'unit-needs.csv'), files['unit-needs.csv']?.replace('nurse\n', 'surgery\n').replace(',1,', ',9,') ?? '');
    const short = await atelbow('plan', '.', '--out', 'short.json');
    writeFileSync(join(dir, 'unit-needs.csv'), files['unit-needs.csv'] ?? '');
    expect([short.status, planOf('short.json').uncovered.length > 0]).toEqual([3, true]);
    expect(short.stdout).toMatch(/Short {5}\d+ needs/);
    const empty = await atelbow('plan', 'calendars', '--out', 'none.json');
    expect([empty.status, existsSync(join(dir, 'none.json'))]).toEqual([2, false]);
    expect(empty.stderr).toContain('The file people.csv is needed and is not in the folder.');
  });

  it.each([
    [['plan'], 'FOLDER is missing.'],
    [['plan', 'nowhere'], 'There is no folder nowhere'],
    [['plan', '.', '--what'], "Unknown option '--what'.\n"],
    [['secrets'], 'Say which: "atelbow secrets key"'],
    [['records', 'key'], '"atelbow records key --help" explains the command.'],
    [['plan', '.', '--seconds', 'x'], '--seconds takes a whole number'],
    [['plan', '.', '--from', '2027-02-30'], '--from takes a date'],
    [['plan', '.', '--from', '2027-03-05', '--to', '2027-03-01'], 'is before'],
    [['plan', '.', '--time-zone', 'Moon'], '--time-zone takes an IANA name'],
    [['nothing'], 'There is no command "nothing"'],
    [['explain', '.', '--plan', 'plan.csv', '--need', 'x'], 'The plan is not JSON'],
    [['explain', '.', '--plan', 'plan.json'], 'Say either'],
    [['explain', '.', '--plan', 'plan.json', '--assignment', 'zz'], 'There is no assignment "zz"'],
    [['repair', '.', '--plan', 'plan.json', '--out-sick', 'D1', '--at', '2027-03-01T05:50'], 'no supporter "D1"'],
    [['repair', '.', '--plan', 'plan.json', '--out-sick', 'S1', '--at', 'noon'], 'not a date and time'],
  ])('refuses %j', async (args, text) => {
    const { status, stderr } = await atelbow(...args);
    expect(stderr).toContain(text);
    expect(status).toBe(2);
  });
});

it('explains every assignment and need of a plan', async () => {
  const plan = planOf('plan.json');
  const [assignment] = plan.assignments;
  const why = await atelbow('explain', '.', '--plan', 'plan.json', '--assignment', assignment?.id ?? '');
  expect([why.status, why.stdout]).toEqual([0, expect.stringMatching(/Met {7}[\s\S]*Cost {6}/)]);
  const need = await atelbow('explain', '.', '--plan', 'plan.json', '--need', assignment?.need_ids[0] ?? '');
  expect(need.stdout).toContain(`(${assignment?.person_id ?? ''})`);
});

it('mends a plan after a call-out: the sick person has nothing, at most two have moved, the rules hold', async () => {
  const before = planOf('plan.json');
  const sick = before.assignments[0]?.person_id ?? '';
  const { status, stdout } = await atelbow(
    'repair',
    '.',
    '--plan',
    'plan.json',
    '--out-sick',
    sick,
    '--at',
    '2027-03-01T05:50',
    '--out',
    'plan2.json',
  );
  const after = planOf('plan2.json');
  expect(after.assignments.filter((one) => one.person_id === sick)).toEqual([]);
  expect(checkPlan(dir, after)).toEqual([]);
  expect(stdout).toContain(`Out       ${sick}`);
  const moved = /Moved {5}(.*)/.exec(stdout)?.[1] ?? '';
  expect(moved === 'nobody' ? 0 : moved.split(', ').length).toBeLessThanOrEqual(2);
  expect(status).toBe(after.uncovered.length > 0 ? 3 : 0);
});

it('helps with every command it lists', async () => {
  const overview = await atelbow('--help');
  expect(overview.status).toBe(0);
  for (const name of ['plan', 'repair', 'explain']) {
    expect(overview.stdout).toContain(`atelbow ${name}`);
    const help = await atelbow(name, '--help');
    expect([help.status, help.stdout]).toEqual([0, expect.stringContaining(`atelbow ${name} FOLDER`)]);
  }
});
