import type { z } from 'zod';
import { loadGoLives, loadUnits } from '#directory/index.ts';
import type { Instant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import type { Answer, Args } from '#platform/http/route.ts';
import type * as contract from '../contract/gate.ts';
import { readinessStates, type ReadinessGroup } from '../contract/gate.ts';
import { sumOfRates } from '../core/gate/pass-rate.ts';
import type { Readiness } from '../core/gate/summary.ts';
import { learnerBook } from './learner-book.ts';
import { loadWords, missingView, type GateWords } from './words.ts';

type Asked = Args<typeof contract.getReadiness, 'out'>['query'];
type Answered = Answer<typeof contract.getReadiness>;
type Line = Readiness & { readonly personId: string; readonly name: string };

/** Everybody who is here and whose role is asked something, certified or not: nobody leaves a denominator by not having begun. */
export async function readReadiness(db: Db, asked: Asked, now: Instant): Promise<Answered> {
  const book = await learnerBook(db, now);
  const words = await loadWords(db);
  const unitNames = new Map((await loadUnits(db)).map((unit) => [unit.unitId, unit.name]));
  const waves = new Map((await loadGoLives(db)).toSorted((a, b) => b.date.localeCompare(a.date)).map((one) => [one.unitId, one.wave]));
  const roles = new Set(book.rules.requirements.map((one) => one.jobRole));
  const people = [...book.lines.values()].flatMap(({ personId, name, summary: { readiness } }): Line[] =>
    readiness && roles.has(readiness.jobRole) ? [{ ...readiness, personId, name }] : [],
  );
  const small = book.rules.settings.smallGroupPeople;
  const group = (key: (line: Line) => string | null): z.infer<typeof ReadinessGroup>[] =>
    [...Map.groupBy(people, key)]
      .flatMap(([name, lines]) => (name === null ? [] : [{ key: name, ...shareOf(lines, small) }]))
      .toSorted((a, b) => a.key.localeCompare(b.key));
  const fitting = people.filter((line) => fits(line, asked));
  const unitName = (line: Line): string => unitNames.get(line.homeUnit ?? '') ?? line.homeUnit ?? '';
  const states = Map.groupBy(people, (line) => line.state);
  return {
    people: sorted(fitting, asked, unitName)
      .slice(asked.offset, asked.offset + asked.limit)
      .map((line) => lineView(line, words)),
    fitting: fitting.length,
    everybody: {
      people: people.length,
      certified: people.filter((line) => line.allow && line.state !== 'break-glass').length,
      states: readinessStates.map((state) => ({ state, people: states.get(state)?.length ?? 0 })),
    },
    byUnit: group((line) => line.homeUnit),
    byRole: group((line) => line.jobRole),
    byWave: group((line) => (line.homeUnit === null ? null : (waves.get(line.homeUnit) ?? null))),
    bottlenecks: bottlenecksOf(people, words),
    passRates: sumOfRates([...book.lines.values()].map(({ summary }) => summary.rates)).map((rate) => ({
      ...rate,
      title: words.titles.get(`${rate.activity}/${rate.activityId}`) ?? null,
      rate: rate.attempts < small ? null : rate.passed / rate.attempts,
      exclusions: rate.exclusions.map(({ factId, at, why }) => ({ factId, at, why })),
    })),
    smallGroupPeople: small,
  };
}

const shareOf = (lines: readonly Line[], small: number) => {
  const certified = lines.filter((line) => line.state === 'certified' || line.state === 'lapsing').length;
  return { people: lines.length, certified, share: lines.length < small ? null : certified / lines.length };
};

const lineView = ({ homeUnit, toProve: _toProve, missing, stuckOn, ...line }: Line, words: GateWords): contract.ReadinessLine => ({
  ...line,
  unitId: homeUnit,
  missing: missing.map((one) => missingView(words, one)),
  stuckOn: [...stuckOn],
});

const fits = (line: Line, { q, unitId, jobRole, state, missing }: Asked): boolean =>
  line.name.toLowerCase().includes(q.trim().toLowerCase()) &&
  (unitId === undefined || line.homeUnit === unitId) &&
  (jobRole === undefined || line.jobRole === jobRole) &&
  (state === undefined || line.state === state) &&
  (missing === undefined || line.missing.some((one) => one.id === missing));

const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const byName = (a: Line, b: Line): number => compare(a.name, b.name) || (a.personId < b.personId ? -1 : 1);
const byNeed = (a: Line, b: Line): number => Number(a.allow) - Number(b.allow) || byDue(a, b);
const byDue = (a: Line, b: Line): number => ((a.due ?? '9') < (b.due ?? '9') ? -1 : (a.due ?? '9') > (b.due ?? '9') ? 1 : 0);

/** One order for one question: pages of it fit together. */
function sorted(lines: readonly Line[], { sort, descending }: Asked, unitName: (line: Line) => string): readonly Line[] {
  const by: Record<Asked['sort'], (a: Line, b: Line) => number> = {
    need: byNeed,
    name: byName,
    role: (a, b) => compare(a.jobRole, b.jobRole),
    unit: (a, b) => compare(unitName(a), unitName(b)),
    state: (a, b) => readinessStates.indexOf(a.state) - readinessStates.indexOf(b.state),
    done: (a, b) => a.done / Math.max(1, a.mandatory) - b.done / Math.max(1, b.mandatory),
    due: byDue,
  };
  const sign = descending ? -1 : 1;
  return lines.toSorted((a, b) => sign * by[sort](a, b) || byName(a, b));
}

function bottlenecksOf(people: readonly Line[], words: GateWords): Answered['bottlenecks'] {
  const out = people.flatMap((line) =>
    line.missing.filter((one) => one.kind === 'competency').map(({ id }) => ({ id, stuck: line.stuckOn.includes(id) })),
  );
  return [...Map.groupBy(out, (one) => one.id)]
    .map(([competencyId, those]) => ({
      competencyId,
      name: words.names.get(competencyId) ?? competencyId,
      people: those.length,
      stuck: those.filter((one) => one.stuck).length,
    }))
    .toSorted((a, b) => b.people - a.people || a.name.localeCompare(b.name));
}
