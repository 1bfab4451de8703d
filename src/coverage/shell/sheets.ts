import { datesFrom, toLocal, type LocalDate, type LocalTime } from '#kernel/time.ts';
import type { SiteFact, UnitFact } from '../core/facts.ts';
import type { Need } from '../core/need.ts';
import type { Assignment } from '../core/plan/plan.ts';
import type { Sheet } from '../ports.ts';
import type { SupplyFacts } from '../store/facts.ts';
import type { Roster } from '../store/roster.ts';
import { countWords, dateWords, namesOf } from '../words.ts';
import { reasonWords } from './gap-lines.ts';
import type { Places } from './places.ts';

type Row = Sheet['sections'][number]['rows'][number];
type Printed = { readonly date: LocalDate; readonly time: LocalTime };

const columns = ['Time', 'Shift', 'Supporter', 'Beside', 'Knows'];

/** Everybody at one site on one day, unit by unit, with what is not covered. */
export function daySheet(date: LocalDate, site: SiteFact, roster: Roster, supply: SupplyFacts, places: Places, printed: Printed): Sheet {
  const units = supply.units.filter((unit) => unit.siteId === site.siteId);
  const sections = units.map((unit) => ({
    heading: unit.name,
    columns,
    rows: rowsOf(unit.unitId, date, roster, supply, places),
  }));
  return sheetOf(`Support at ${site.name}`, `${dateWords(date)} ${date.slice(0, 4)}`, sections, printed);
}

/** One unit, day by day. */
export function unitSheet(
  span: { readonly from: LocalDate; readonly to: LocalDate },
  unit: UnitFact,
  roster: Roster,
  supply: SupplyFacts,
  places: Places,
  printed: Printed,
): Sheet {
  const sections = datesFrom(span.from, span.to).map((date) => ({
    heading: dateWords(date),
    columns,
    rows: rowsOf(unit.unitId, date, roster, supply, places),
  }));
  const site = places.site(unit.unitId);
  const when = `${dateWords(span.from)} to ${dateWords(span.to)} ${span.to.slice(0, 4)}`;
  return sheetOf(`Support on ${unit.name}`, site ? `${site.name}, ${when}` : when, sections, printed);
}

function sheetOf(title: string, when: string, all: Sheet['sections'], printed: Printed): Sheet {
  const sections = all.filter((section) => section.rows.length > 0);
  const rows = sections.flatMap((section) => section.rows);
  const gaps = rows.filter((row) => row.gap).length;
  const summary = `${countWords(rows.length - gaps, 'assignment')}, ${gaps === 0 ? 'no gap' : countWords(gaps, 'gap')}`;
  return {
    title,
    subtitle: `${when}. ${summary}.`,
    sections,
    footer: `AtElbow, printed ${printed.date} ${printed.time}. The plan on the screen is the one that counts.`,
  };
}

function rowsOf(unitId: string, date: LocalDate, roster: Roster, supply: SupplyFacts, places: Places): Row[] {
  const zone = places.zone(unitId);
  const needs = new Map(roster.needs.map((need) => [need.id, need]));
  const name = namesOf(supply.people);
  const times = (start: number, end: number): string => `${toLocal(start, zone).time}-${toLocal(end, zone).time}`;
  const here = (one: { unitId: string | null; start: number }): boolean => one.unitId === unitId && toLocal(one.start, zone).date === date;
  const beside = (one: Assignment): string =>
    one.needIds
      .flatMap((id) => needs.get(id) ?? [])
      .flatMap((need) => (need.personId === null ? [] : [`${name(need.personId)} ${times(need.start, need.end)}`]))
      .join('; ');
  const topic = (one: Assignment): string => one.needIds.map((id) => needs.get(id)?.topic ?? '').find((text) => text !== '') ?? '';
  const placed = roster.assignments.filter(here).map((one) => ({
    at: one.start,
    row: { cells: [times(one.start, one.end), one.shiftId ?? '', name(one.personId), beside(one), topic(one)], gap: false },
  }));
  const short = roster.uncovered.flatMap((gap) => {
    const need: Need | undefined = needs.get(gap.needId);
    if (!need || !here({ unitId: need.unitId, start: gap.start })) return [];
    const who = `NOT COVERED: ${gap.missing} missing (${reasonWords[gap.reason]})`;
    const whom = need.personId === null ? '' : name(need.personId);
    return [{ at: gap.start, row: { cells: [times(gap.start, gap.end), need.shiftId ?? '', who, whom, need.topic], gap: true } }];
  });
  return [...placed, ...short].toSorted((a, b) => a.at - b.at).map(({ row }) => row);
}
