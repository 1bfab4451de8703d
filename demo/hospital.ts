import { withContractWeeks } from './contract-weeks.ts';
import { shiftsOf, firstGoLive, goLivesOf, lastDayOf } from './timeline.ts';
import type { Hospital, HospitalOptions } from './model.ts';
import { physiciansOf, staffOf } from './people.ts';
import { placesOf } from './places.ts';
import { practicesOf } from './practices.ts';
import { supportTeam } from './supporters.ts';
import { unitNeeds } from './unit-needs.ts';

/** The hospital as plain values: every file is written from this one picture, so that the files agree with each other. */
export function buildHospital(options: HospitalOptions): Hospital {
  const { sites, units } = placesOf(options.size);
  const goLive = firstGoLive(options.today);
  const shifts = shiftsOf(options.size);
  const needs = unitNeeds(goLive, units, new Set(shifts.map((shift) => shift.shiftId)));
  const team = supportTeam(goLive, units, needs, options);
  const lastDay = lastDayOf(goLive, units);
  const practices = practicesOf(options.size);
  return {
    options,
    goLive,
    lastDay,
    sites,
    units,
    goLives: goLivesOf(goLive, units),
    shifts,
    practices,
    people: [...physiciansOf(practices, options), ...team.people, ...staffOf(units, team.people, options)],
    needs,
    supporters: withContractWeeks(team.supporters, needs, shifts, goLive, lastDay),
  };
}
