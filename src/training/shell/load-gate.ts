import { findPeople, loadGoLives, loadHistories, loadOrganisation, loadPeople } from '#directory/index.ts';
import type { Person, RoleHeld } from '#directory/contract.ts';
import type { LocalDate } from '#kernel/time.ts';
import type { GateRules, Learner, RoleSpan } from '../core/gate/model.ts';
import { settingsWith } from '../core/gate/settings.ts';
import { loadCompetencies, loadEquivalences, loadRequirements, loadRoleProfiles, loadTeachings } from '../store/matrix.ts';
import { loadRefreshers, loadReleases } from '../store/releases.ts';
import { tables, type Reader } from '../store/tables.ts';

/** Everything that the gate decides by, as the tables have it now. */
export async function loadRules(on: Reader): Promise<GateRules> {
  const competencies = await loadCompetencies(on);
  const retired = new Set(competencies.filter((one) => one.retired).map((one) => one.competencyId));
  const goLives = new Map<string, LocalDate>();
  for (const { unitId, date } of await loadGoLives(on)) {
    const known = goLives.get(unitId);
    if (known === undefined || date < known) goLives.set(unitId, date);
  }
  return {
    requirements: (await loadRequirements(on)).filter((one) => !retired.has(one.competencyId)),
    teachings: await loadTeachings(on),
    equivalences: await loadEquivalences(on),
    rolesThatNeedNothing: (await loadRoleProfiles(on)).filter((one) => one.needsNothing !== '').map((one) => one.jobRole),
    goLives,
    releases: (await loadReleases(on)).filter((one) => one.withdrawnAt === null),
    refreshers: await loadRefreshers(on),
    timeZone: (await loadOrganisation(on)).timeZone,
    settings: settingsWith(await loadSettings(on)),
  };
}

export async function loadSettings(on: Reader): Promise<Readonly<Record<string, number>>> {
  const rows = await tables(on).selectFrom('training_setting').selectAll().execute();
  return Object.fromEntries(rows.map((row) => [row.key, row.value]));
}

export interface KnownLearner {
  readonly person: Person;
  readonly learner: Learner;
}

/** Everybody in the directory, or these of them. */
export async function loadLearners(on: Reader, personIds?: readonly string[]): Promise<readonly KnownLearner[]> {
  const people = personIds ? await findPeople(on, personIds) : await loadPeople(on);
  const histories = await loadHistories(on, personIds);
  return people.map((person) => ({ person, learner: learnerOf(person, histories.get(person.personId) ?? []) }));
}

function learnerOf({ personId, hireDate, endDate, jobRole, homeUnit }: Person, history: readonly RoleHeld[]): Learner {
  const spans = history.map((held): RoleSpan => ({ jobRole: held.jobRole, homeUnit: held.homeUnit, from: held.from, to: held.to }));
  // Hired before the first import: they were then what they were at it, as far as anybody knows.
  const [first, ...later] = spans.length > 0 ? spans : [{ jobRole, homeUnit, from: hireDate ?? '2000-01-01', to: null }];
  const roles =
    first && hireDate !== null && hireDate < first.from ? [{ ...first, from: hireDate }, ...later] : first ? [first, ...later] : [];
  return { personId, roles, hireDate, endDate };
}
