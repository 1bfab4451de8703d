import { csv } from './csv.ts';
import type { Hospital } from './model.ts';

type Table = (hospital: Hospital) => string;

const list = (values: readonly (string | number)[]): string => values.join(';');

/** Needs run over days in a row: `1-7`, `1-5`. */
const dayRange = (days: readonly number[]): string => `${days.at(0)}-${days.at(-1)}`;

const sites: Table = ({ sites: rows }) =>
  csv(
    ['site_id', 'name', 'time_zone'],
    rows.map((s) => [s.siteId, s.name, s.timeZone]),
  );

const units: Table = ({ units: rows }) =>
  csv(
    ['unit_id', 'name', 'site_id', 'building', 'floor', 'zone', 'specialty', 'beds'],
    rows.map((u) => [u.unitId, u.name, u.siteId, u.building, u.floor, u.zone, u.specialty, u.beds]),
  );

const goLives: Table = ({ goLives: rows }) =>
  csv(
    ['wave', 'unit_id', 'date', 'weeks', 'cpoe'],
    rows.map((g) => [g.wave, g.unitId, g.date, g.weeks, g.cpoe]),
  );

const shifts: Table = ({ shifts: rows }) =>
  csv(
    ['shift_id', 'start', 'end', 'night'],
    rows.map((s) => [s.shiftId, s.start, s.end, s.night ? 'yes' : 'no']),
  );

const unitNeeds: Table = ({ needs }) =>
  csv(
    ['unit_id', 'shift_id', 'from', 'to', 'weekdays', 'headcount', 'topic'],
    needs.map((n) => [n.unitId, n.shiftId, n.from, n.to, dayRange(n.weekdays), n.headcount, n.topic]),
  );

const peopleColumns =
  'person_id given_name family_name job_role specialty practice_group employment home_unit email phone pager languages npi ehr_user_id hire_date end_date manager_id';

const people: Table = ({ people: rows }) =>
  csv(
    peopleColumns.split(' '),
    rows.map((p) => [
      p.personId,
      p.givenName,
      p.familyName,
      p.jobRole,
      p.specialty,
      p.practiceGroup,
      p.employment,
      p.homeUnit,
      p.email,
      p.phone,
      p.pager,
      list(p.languages),
      p.npi,
      p.ehrUserId,
      p.hireDate,
      p.endDate,
      p.managerId,
    ]),
  );

const supporterColumns =
  'person_id kind knows sites shifts max_hours_week min_rest_hours max_consecutive_days cost_per_hour available_from available_to unavailable';

const supporters: Table = ({ supporters: rows }) =>
  csv(
    supporterColumns.split(' '),
    rows.map((s) => [
      s.personId,
      s.kind,
      list(s.knows),
      list(s.sites),
      list(s.shifts),
      s.maxHoursWeek,
      s.minRestHours,
      s.maxConsecutiveDays,
      s.costPerHour,
      s.availableFrom,
      s.availableTo,
      list(s.unavailable),
    ]),
  );

/** The four files that a small hospital can write by hand. */
export const minimalTables: Readonly<Record<string, Table>> = {
  'units.csv': units,
  'people.csv': people,
  'supporters.csv': supporters,
  'unit-needs.csv': unitNeeds,
};

export const furtherTables: Readonly<Record<string, Table>> = { 'sites.csv': sites, 'go-lives.csv': goLives, 'shifts.csv': shifts };
