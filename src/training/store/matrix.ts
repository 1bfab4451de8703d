import type { Tx } from '#platform/db/open.ts';
import type { Competency, Equivalence, Requirement, RequirementRow, RoleProfile, Teaching } from '../contract/matrix.ts';
import { tables, type GateTables, type Reader } from './tables.ts';

export async function loadCompetencies(on: Reader): Promise<readonly Competency[]> {
  const rows = await tables(on).selectFrom('training_competency').selectAll().orderBy('name').execute();
  return rows.map((row) => ({
    competencyId: row.competency_id,
    name: row.name,
    description: row.description,
    retired: row.retired_at !== null,
  }));
}

export async function upsertCompetency(tx: Tx, { competencyId, name, description, retired }: Competency, at: Date): Promise<void> {
  const row = { name, description, retired_at: retired ? at : null };
  await tables(tx)
    .insertInto('training_competency')
    .values({ competency_id: competencyId, ...row })
    .onConflict((on) => on.column('competency_id').doUpdateSet(row))
    .execute();
}

const requirementOf = (row: GateTables['training_requirement']): Requirement & { version: number } => ({
  jobRole: row.job_role,
  competencyId: row.competency_id,
  level: row.level,
  mandatory: row.mandatory,
  validDays: row.valid_days,
  dueDaysBeforeGoLive: row.due_days_before_go_live,
  dueDaysAfterStart: row.due_days_after_start,
  reason: row.reason,
  source: row.source,
  version: row.version,
});

export async function loadRequirements(on: Reader): Promise<readonly RequirementRow[]> {
  const rows = await tables(on).selectFrom('training_requirement').selectAll().orderBy('job_role').orderBy('competency_id').execute();
  const counts = await tables(on)
    .selectFrom('training_requirement_remark')
    .select(['job_role', 'competency_id', (e) => e.fn.countAll<number>().as('remarks')])
    .groupBy(['job_role', 'competency_id'])
    .execute();
  const remarks = new Map(counts.map((row) => [JSON.stringify([row.job_role, row.competency_id]), Number(row.remarks)]));
  return rows.map((row) => ({
    ...requirementOf(row),
    remarks: remarks.get(JSON.stringify([row.job_role, row.competency_id])) ?? 0,
  }));
}

/** False: somebody else changed it since `version` (0: it was not there). */
export async function saveRequirementRow(tx: Tx, one: Requirement, version: number): Promise<boolean> {
  const row = {
    level: one.level,
    mandatory: one.mandatory,
    valid_days: one.validDays,
    due_days_before_go_live: one.dueDaysBeforeGoLive,
    due_days_after_start: one.dueDaysAfterStart,
    reason: one.reason,
    source: one.source,
    version: version + 1,
  };
  const t = tables(tx);
  if (version === 0) {
    const added = await t
      .insertInto('training_requirement')
      .values({ job_role: one.jobRole, competency_id: one.competencyId, ...row })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await t
    .updateTable('training_requirement')
    .set(row)
    .where('job_role', '=', one.jobRole)
    .where('competency_id', '=', one.competencyId)
    .where('version', '=', version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export async function deleteRequirement(tx: Tx, jobRole: string, competencyId: string, version: number): Promise<boolean> {
  const gone = await tables(tx)
    .deleteFrom('training_requirement')
    .where('job_role', '=', jobRole)
    .where('competency_id', '=', competencyId)
    .where('version', '=', version)
    .executeTakeFirst();
  return gone.numDeletedRows === 1n;
}

type RemarkRow = GateTables['training_requirement_remark'];
export const insertRemark = (tx: Tx, row: RemarkRow) => tables(tx).insertInto('training_requirement_remark').values(row).execute();

export const loadRemarks = (on: Reader, jobRole: string, competencyId: string): Promise<RemarkRow[]> =>
  tables(on)
    .selectFrom('training_requirement_remark')
    .selectAll()
    .where('job_role', '=', jobRole)
    .where('competency_id', '=', competencyId)
    .orderBy('at', 'desc')
    .orderBy('remark_id', 'desc')
    .execute();

export async function loadTeachings(on: Reader): Promise<readonly Teaching[]> {
  const rows = await tables(on).selectFrom('training_teaching').selectAll().orderBy('activity').orderBy('activity_id').execute();
  return rows.map(({ activity_id: activityId, competency_id: competencyId, activity, level, proof }) => ({
    activity,
    activityId,
    competencyId,
    level,
    proof,
  }));
}

/** Sets what one activity teaches, whole. Also for whoever writes activities: modules, classes, packages. */
export async function setTeachings(
  tx: Tx,
  activity: Teaching['activity'],
  activityId: string,
  teaches: readonly Pick<Teaching, 'competencyId' | 'level' | 'proof'>[],
): Promise<void> {
  const t = tables(tx);
  await t.deleteFrom('training_teaching').where('activity', '=', activity).where('activity_id', '=', activityId).execute();
  if (teaches.length === 0) return;
  const rows = teaches.map(({ competencyId, level, proof }) => ({
    activity,
    activity_id: activityId,
    competency_id: competencyId,
    level,
    proof,
  }));
  await t.insertInto('training_teaching').values(rows).execute();
}

export async function loadEquivalences(on: Reader): Promise<readonly Equivalence[]> {
  const rows = await tables(on)
    .selectFrom('training_equivalence')
    .selectAll()
    .orderBy('from_competency')
    .orderBy('to_competency')
    .execute();
  return rows.map((row) => ({
    fromCompetency: row.from_competency,
    toCompetency: row.to_competency,
    level: row.level,
    reason: row.reason,
  }));
}

export const upsertEquivalence = (tx: Tx, { fromCompetency, toCompetency, level, reason }: Equivalence) =>
  tables(tx)
    .insertInto('training_equivalence')
    .values({ from_competency: fromCompetency, to_competency: toCompetency, level, reason })
    .onConflict((on) => on.columns(['from_competency', 'to_competency']).doUpdateSet({ level, reason }))
    .execute();

export const deleteEquivalence = (tx: Tx, from: string, to: string) =>
  tables(tx).deleteFrom('training_equivalence').where('from_competency', '=', from).where('to_competency', '=', to).execute();

export async function loadRoleProfiles(on: Reader): Promise<readonly RoleProfile[]> {
  const rows = await tables(on).selectFrom('training_role_profile').selectAll().orderBy('job_role').execute();
  return rows.map((row) => ({ jobRole: row.job_role, accessProfiles: row.access_profiles, needsNothing: row.needs_nothing }));
}

export async function upsertRoleProfile(tx: Tx, { jobRole, accessProfiles, needsNothing }: RoleProfile): Promise<void> {
  const row = { access_profiles: accessProfiles, needs_nothing: needsNothing };
  await tables(tx)
    .insertInto('training_role_profile')
    .values({ job_role: jobRole, ...row })
    .onConflict((on) => on.column('job_role').doUpdateSet(row))
    .execute();
}
