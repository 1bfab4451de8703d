import { dayMs, type Instant } from '#kernel/time.ts';
import type { DutyState, RequirementRule } from './model.ts';
import type { Proof, Waiver } from './proofs.ts';
import type { GateSettings } from './settings.ts';

/** How a requirement stands at a moment. */
export interface Cover {
  readonly state: DutyState;
  /** The gate lets it pass: proved, waived, or lapsed within the grace. */
  readonly passes: boolean;
  /** When `passes` ends if nothing happens; null: nothing ends it, or it does not pass. */
  readonly passesUntil: Instant | null;
  /** When the proof itself ends, grace not counted; null: no proof, or it does not end. */
  readonly provedUntil: Instant | null;
  /** First proof at this level or above. */
  readonly firstAt: Instant | null;
}

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

export function coverOf(
  requirement: Pick<RequirementRule, 'competencyId' | 'level' | 'validDays'>,
  given: { readonly proofs: readonly Proof[]; readonly waivers: readonly Waiver[] },
  settings: GateSettings,
  now: Instant,
): Cover {
  const proofs = given.proofs.filter((one) => one.competencyId === requirement.competencyId && one.level >= requirement.level);
  const proved = proofs.map((proof) => spanOf(proof, requirement.validDays));
  const graceMs = settings.graceDaysAfterLapse * dayMs;
  const withGrace = proved.map((span) => ({ from: span.from, to: span.to + graceMs }));
  const waived = given.waivers
    .filter((one) => one.competencyId === requirement.competencyId)
    .map(({ at, until }) => ({ from: at, to: until ?? Infinity }));
  const provedUntil = reach(proved, now);
  const passesUntil = reach([...withGrace, ...waived], now);
  const firstAt = proofs.reduce<Instant | null>((first, { at }) => (first === null || at < first ? at : first), null);
  return {
    state: stateOf(
      { provedUntil, waived: reach(waived, now) !== null, passes: passesUntil !== null, everProved: proofs.length > 0 },
      settings,
      now,
    ),
    passes: passesUntil !== null,
    passesUntil: finite(passesUntil),
    provedUntil: finite(provedUntil ?? lastEnd(proved)),
    firstAt,
  };
}

const spanOf = ({ at, until }: Proof, validDays: number | null): Span => ({
  from: at,
  to: Math.min(validDays === null ? Infinity : at + validDays * dayMs, until ?? Infinity),
});

/** How far spans that follow one another without a break reach from `now`; null: none holds now. */
function reach(spans: readonly Span[], now: Instant): Instant | null {
  let end: Instant | null = null;
  for (const span of spans.toSorted((a, b) => a.from - b.from))
    if (span.from <= (end ?? now) && span.to > now && span.to > (end ?? now)) end = span.to;
  return end;
}

const lastEnd = (spans: readonly Span[]): Instant | null => (spans.length === 0 ? null : Math.max(...spans.map((span) => span.to)));
const finite = (moment: Instant | null): Instant | null => (moment === Infinity ? null : moment);

function stateOf(
  about: { readonly provedUntil: Instant | null; readonly waived: boolean; readonly passes: boolean; readonly everProved: boolean },
  settings: GateSettings,
  now: Instant,
): DutyState {
  if (about.provedUntil !== null) return about.provedUntil <= now + settings.warnDaysBeforeLapse * dayMs ? 'lapsing' : 'done';
  if (about.waived) return 'waived';
  if (about.passes) return 'lapsed';
  return about.everProved ? 'expired' : 'open';
}
