import { toLocal } from '#kernel/time.ts';
import type { ReadinessGroup, ReadinessLine } from '../contract/gate.ts';
import { passRates } from '../core/gate/pass-rate.ts';
import type { z } from 'zod';
import { roleOn } from '../core/gate/duties.ts';
import type { GatePicture } from './gate-picture.ts';
import { standingOf } from './standing.ts';
import type * as contract from '../contract/gate.ts';

type Readiness = z.input<typeof contract.getReadiness.response>;
const stuckAttempts = 2;

/** Everybody who is here and whose role is asked something, certified or not: nobody leaves a denominator by not having begun. */
export function readinessOf(picture: GatePicture, waves: ReadonlyMap<string, string>): Readiness {
  const { rules, now } = picture;
  const asked = new Set(rules.requirements.map((one) => one.jobRole));
  const people = picture.learners
    .filter(({ learner }) => asked.has(roleOn(learner, toLocal(now, rules.timeZone).date)?.jobRole ?? ''))
    .map((known) => lineOf(standingOf(picture, known)));
  const small = rules.settings.smallGroupPeople;
  const group = (key: (line: ReadinessLine) => string | null): z.infer<typeof ReadinessGroup>[] =>
    [...Map.groupBy(people, key)]
      .flatMap(([name, lines]) => (name === null ? [] : [{ key: name, ...shareOf(lines, small) }]))
      .toSorted((a, b) => a.key.localeCompare(b.key));
  return {
    people: people.toSorted(byNeed),
    byUnit: group((line) => line.unitId),
    byRole: group((line) => line.jobRole),
    byWave: group((line) => (line.unitId === null ? null : (waves.get(line.unitId) ?? null))),
    bottlenecks: bottlenecksOf(people),
    passRates: passRates([...picture.facts.values()].flat(), rules.settings.abandonedAfterDays, now).map((rate) => ({
      ...rate,
      title: picture.titles.get(`${rate.activity}/${rate.activityId}`) ?? null,
      rate: rate.attempts < small ? null : rate.passed / rate.attempts,
      exclusions: rate.exclusions.map(({ factId, at, why }) => ({ factId, at, why })),
    })),
    smallGroupPeople: small,
  };
}

const shareOf = (lines: readonly ReadinessLine[], small: number) => {
  const certified = lines.filter((line) => line.state === 'certified' || line.state === 'lapsing').length;
  return { people: lines.length, certified, share: lines.length < small ? null : certified / lines.length };
};

export function lineOf(standing: contract.Standing): ReadinessLine {
  const mandatory = standing.duties.filter((duty) => duty.mandatory);
  const done = mandatory.filter((duty) => duty.state !== 'open' && duty.state !== 'expired');
  const open = mandatory.filter((duty) => !done.includes(duty));
  const due =
    open
      .map((duty) => duty.due)
      .filter((date) => date !== null)
      .toSorted()[0] ?? null;
  return {
    personId: standing.personId,
    name: standing.name,
    jobRole: standing.jobRole,
    unitId: standing.homeUnit,
    goLive: standing.goLive,
    state: stateOf(standing, done.length, mandatory.length),
    allow: standing.decision.allow,
    done: done.length,
    mandatory: mandatory.length,
    missing: standing.decision.missing,
    due,
    overdue: open.some((duty) => duty.overdue),
    stuckOn: open.filter((duty) => duty.failedAttempts >= stuckAttempts).map((duty) => duty.competencyId),
  };
}

function stateOf({ decision, duties }: contract.Standing, done: number, mandatory: number): ReadinessLine['state'] {
  if (decision.by === 'break-glass') return 'break-glass';
  if (decision.allow)
    return duties.some((duty) => duty.mandatory && (duty.state === 'lapsing' || duty.state === 'lapsed')) ? 'lapsing' : 'certified';
  if (duties.some((duty) => duty.mandatory && duty.state === 'expired') || done === mandatory) return 'blocked';
  return done === 0 && duties.every((duty) => duty.failedAttempts === 0) ? 'not-started' : 'in-progress';
}

const byNeed = (a: ReadinessLine, b: ReadinessLine): number =>
  Number(a.allow) - Number(b.allow) || (a.due ?? '9').localeCompare(b.due ?? '9') || a.name.localeCompare(b.name);

function bottlenecksOf(people: readonly ReadinessLine[]): Readiness['bottlenecks'] {
  const out = people.flatMap((line) =>
    line.missing.filter((one) => one.kind === 'competency').map((one) => ({ ...one, stuck: line.stuckOn.includes(one.id) })),
  );
  return [...Map.groupBy(out, (one) => one.id)]
    .map(([competencyId, those]) => ({
      competencyId,
      name: those[0]?.name ?? competencyId,
      people: those.length,
      stuck: those.filter((one) => one.stuck).length,
    }))
    .toSorted((a, b) => b.people - a.people || a.name.localeCompare(b.name));
}
