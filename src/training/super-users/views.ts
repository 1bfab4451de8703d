import { loadSites, loadUnits } from '#directory/index.ts';
import { addDays, dayMs, shiftedInstant, toLocal, type Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import { loadShifts } from '../classes/busy.ts';
import type { CoverRow, SuperUserView } from '../contract/super-users.ts';
import { decide } from '../core/gate/decide.ts';
import { roleOn } from '../core/gate/duties.ts';
import { superUserCover } from '../core/super-users/cover.ts';
import { whatSpeaksAgainst } from '../core/super-users/suits.ts';
import { curriculumOf } from '../modules/store/curriculum.ts';
import { factsOf, loadPicture, type GatePicture } from '../shell/gate-picture.ts';
import { learnerBook } from '../shell/learner-book.ts';
import type { SuperUserPorts } from './ports.ts';
import { loadSuperUsers, loadThanks, type SuperUserRow } from './store.ts';

/** Super-users have a curriculum of their own, as if it were a job role. */
export const superUserRole = 'super-user';
/** Published by consultants as 10 to 15; no primary source was found. */
export const peoplePerSuperUser = 10;
const activityDays = 28;
const coverDays = 28;

export async function superUserViews(
  on: Db | Tx,
  ports: SuperUserPorts,
  now: Instant,
  personIds?: readonly string[],
): Promise<SuperUserView[]> {
  const rows = (await loadSuperUsers(on)).filter((row) => personIds?.includes(row.person_id) ?? true);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.person_id);
  const [picture, thanks, taught, curriculum] = [
    await loadPicture(on, now, ids),
    await loadThanks(on),
    await ports.taughtSince(on, now - activityDays * dayMs),
    await curriculumOf(on, superUserRole),
  ];
  const modules = curriculum.map(({ module }) => module.moduleId);
  return rows.flatMap((row) => {
    const known = picture.learners.find(({ person }) => person.personId === row.person_id);
    if (!known) return [];
    const passed = new Set(
      factsOf(picture, row.person_id).flatMap((fact) => (fact.kind === 'module-passed' && !fact.voided ? [fact.moduleId] : [])),
    );
    return [
      {
        personId: row.person_id,
        name: `${known.person.givenName} ${known.person.familyName}`.trim(),
        jobRole: known.person.jobRole,
        unitId: known.person.homeUnit,
        state: row.state,
        volunteered: row.volunteered,
        proposedBy: row.proposed_by,
        reason: row.reason,
        proposedAt: row.proposed_at.getTime(),
        against: against(picture, known),
        modulesPassed: modules.filter((moduleId) => passed.has(moduleId)).length,
        modulesAsked: modules.length,
        taught: new Set(taught.filter((one) => one.byPersonId === row.person_id).map((one) => one.personId)).size,
        thanks: thanks
          .filter((one) => one.person_id === row.person_id)
          .map((one) => ({ text: one.text, byName: one.by_name, at: one.at.getTime() })),
      },
    ];
  });
}

function against(picture: GatePicture, { person, learner }: GatePicture['learners'][number]): string[] {
  const today = toLocal(picture.now, picture.rules.timeZone).date;
  const jobRole = roleOn(learner, today)?.jobRole ?? person.jobRole;
  const certified = decide(learner, jobRole, picture.rules, factsOf(picture, person.personId), picture.now).allow;
  return whatSpeaksAgainst({ hireDate: person.hireDate, endDate: person.endDate, homeUnit: person.homeUnit, certified }, today);
}

/** The next four weeks, by unit and shift. */
export async function coverRows(db: Db, rows: readonly SuperUserRow[], now: Instant): Promise<CoverRow[]> {
  const { rules, today, lines } = await learnerBook(db, now);
  const { timeZone } = rules;
  const [units, sites] = [await loadUnits(db), await loadSites(db)];
  const zones = new Map(sites.map((site) => [site.siteId, site.timeZone]));
  const siteOf = new Map(units.map((unit) => [unit.unitId, unit.siteId]));
  const here = [...lines.values()].filter(({ known, endDate }) => known && (endDate === null || endDate >= today));
  const byUnit = Map.groupBy(here, ({ homeUnit }) => homeUnit);
  const people = new Map(units.map(({ unitId }) => [unitId, (byUnit.get(unitId) ?? []).map(({ personId }) => personId)]));
  const span = { start: shiftedInstant(today, '00:00', timeZone), end: shiftedInstant(addDays(today, coverDays), '00:00', timeZone) };
  const shifts = await loadShifts(db, [...people.values()].flat(), span);
  const own = new Set(rows.filter(({ state }) => state === 'accepted').map((row) => row.person_id));
  return superUserCover(people, shifts, own, peoplePerSuperUser, (unitId) => zones.get(siteOf.get(unitId) ?? '') ?? timeZone);
}
