import { addDays, shiftedInstant } from '#kernel/time.ts';
import { csv } from './csv.ts';
import type { Hospital } from './model.ts';
import type { Duty } from './roster.ts';

const columns =
  'ScheduleKey StaffKey StaffId StaffFName StaffLName StaffNpi StaffPager StaffEmail TaskName StartDate StartTime EndDate EndTime StartDateUTC EndDateUTC LocationName IsPublished IsStruck Notes';

/** How far ahead the scheduler has published; one more week is there as a draft. */
const publishedDays = 42;
const draftDays = 7;

/** QGenda's schedule export by the field names of its public clients. One shift in 23 is struck and given to the next member. */
export function qgendaCsv(hospital: Hospital, duties: readonly Duty[]): string {
  const people = new Map(hospital.people.map((person) => [person.personId, person]));
  const units = new Map(hospital.units.map((unit) => [unit.unitId, unit]));
  const zones = new Map(hospital.sites.map((site) => [site.siteId, site.timeZone]));
  const lastPublished = addDays(hospital.options.today, publishedDays);
  const row = (duty: Duty, key: string, struck: boolean, notes: string): (string | number)[] => {
    const person = people.get(duty.personId);
    const unit = units.get(duty.unitId);
    const zone = zones.get(unit?.siteId ?? '') ?? 'UTC';
    const endDate = duty.end <= duty.start ? addDays(duty.date, 1) : duty.date;
    const utc = (date: string, time: string): string => new Date(shiftedInstant(date, time, zone)).toISOString().slice(0, 19);
    return [
      key,
      `staff-${duty.personId.toLowerCase()}`,
      person?.ehrUserId ?? '',
      person?.givenName ?? '',
      person?.familyName ?? '',
      person?.npi ?? '',
      person?.pager ?? '',
      person?.email ?? '',
      duty.task,
      `${duty.date}T00:00:00`,
      `${duty.start}:00`,
      `${endDate}T00:00:00`,
      `${duty.end}:00`,
      utc(duty.date, duty.start),
      utc(endDate, duty.end),
      unit?.name ?? '',
      duty.date <= lastPublished ? 'true' : 'false',
      struck ? 'true' : 'false',
      notes,
    ];
  };
  const scheduled = duties.filter(({ date }) => date <= addDays(lastPublished, draftDays));
  const rows = scheduled.flatMap((duty, i) => {
    const key = `sched-${String(i + 1).padStart(5, '0')}`;
    const stand = i % 23 === 11 ? standIn(duty, duties) : null;
    if (!stand) return [row(duty, key, false, '')];
    return [row(duty, key, true, 'Away'), row({ ...duty, personId: stand }, `${key}-b`, false, 'Took over a struck shift')];
  });
  return csv(columns.split(' '), rows);
}

/** Somebody of the same practice who is off from eight hours before to eight hours after. */
function standIn(duty: Duty, duties: readonly Duty[]): string | null {
  const colleagues = duties.filter((other) => other.practice === duty.practice);
  const near = new Set(colleagues.filter((other) => Math.abs(startHour(other) - startHour(duty)) < 16).map((other) => other.personId));
  return colleagues.find((other) => !near.has(other.personId))?.personId ?? null;
}

const startHour = ({ date, start }: Duty): number => Date.parse(`${date}T${start}Z`) / 3_600_000;
