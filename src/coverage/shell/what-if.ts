import { dayMs, shiftedInstant, addDays } from '#kernel/time.ts';
import type { WhatIf } from '../contract.ts';
import type { CoverageFacts, Supporter, UnitNeed } from '../core/facts.ts';
import type { SupplyFacts } from '../store/facts.ts';
import { dateWords, namesOf } from '../words.ts';
import { placesOf } from './places.ts';

/** The facts as a question of the form 'what if' would have them. The facts themselves stay as they are. */
export function applyWhatIf(facts: CoverageFacts, changes: readonly WhatIf[]): CoverageFacts {
  return changes.reduce(applyOne, facts);
}

function applyOne(facts: CoverageFacts, change: WhatIf): CoverageFacts {
  switch (change.kind) {
    case 'cut':
      return { ...facts, unitNeeds: facts.unitNeeds.flatMap((need) => cut(need, change)) };
    case 'absent':
      return { ...facts, supporters: facts.supporters.map((one) => absent(one, change, facts)) };
  }
}

/** The row before, within and after the dates of the cut. */
function cut(need: UnitNeed, change: WhatIf & { kind: 'cut' }): UnitNeed[] {
  if (need.unitId !== change.unitId || need.shiftId !== change.shiftId || need.to < change.from || change.to < need.from) return [need];
  const from = need.from > change.from ? need.from : change.from;
  const to = need.to < change.to ? need.to : change.to;
  return [
    { ...need, to: addDays(from, -1) },
    { ...need, from, to, headcount: Math.min(need.headcount, change.headcount) },
    { ...need, from: addDays(to, 1) },
  ].filter((piece) => piece.from <= piece.to && piece.headcount > 0);
}

function absent(supporter: Supporter, change: WhatIf & { kind: 'absent' }, facts: CoverageFacts): Supporter {
  if (!change.personIds.includes(supporter.personId)) return supporter;
  const zone = facts.sites.find((site) => supporter.sites.includes(site.siteId))?.timeZone ?? facts.sites[0]?.timeZone ?? 'UTC';
  const start = shiftedInstant(change.from, '00:00', zone);
  // A night that begins on the last date is missed too, so the absence lasts until the next noon.
  const end = shiftedInstant(addDays(change.to, 1), '00:00', zone) + dayMs / 2;
  return { ...supporter, unavailable: [...supporter.unavailable, { start, end }] };
}

/** `4 West, shift D, Mon 1 Mar to Fri 5 Mar: no support`; `Maya Ortiz not there, Mon 1 Mar`. */
export function whatIfWords(changes: readonly WhatIf[], supply: SupplyFacts): string[] {
  const places = placesOf(supply);
  const nameOf = namesOf(supply.people);
  return changes.map((change) => {
    const when = change.from === change.to ? dateWords(change.from) : `${dateWords(change.from)} to ${dateWords(change.to)}`;
    if (change.kind === 'absent') return `${change.personIds.map(nameOf).join(', ')} not there, ${when}`;
    const left = change.headcount === 0 ? 'no support' : `${change.headcount} at most`;
    return `${places.words(change.unitId)}, shift ${change.shiftId}, ${when}: ${left}`;
  });
}
