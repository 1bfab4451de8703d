import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { defaultCompetencies, defaultRequirements, defaultRoles } from '../core/gate/default-matrix.ts';
import * as store from '../store/matrix.ts';

/** Adds what the shipped matrix has and this one has not. */
export async function addDefaults(tx: Tx, now: Instant): Promise<{ competencies: number; requirements: number; roles: number }> {
  const known = new Set((await store.loadCompetencies(tx)).map((one) => one.competencyId));
  const competencies = Object.entries(defaultCompetencies).filter(([competencyId]) => !known.has(competencyId));
  for (const [competencyId, [name, description]] of competencies)
    await store.upsertCompetency(tx, { competencyId, name, description, retired: false }, new Date(now));
  const profiled = new Set((await store.loadRoleProfiles(tx)).map((one) => one.jobRole));
  const roles = Object.entries(defaultRoles).filter(([jobRole]) => !profiled.has(jobRole));
  for (const [jobRole, { accessProfiles }] of roles)
    await store.upsertRoleProfile(tx, { jobRole, accessProfiles: [...accessProfiles], needsNothing: '' });
  let requirements = 0;
  for (const requirement of defaultRequirements) if (await store.saveRequirementRow(tx, requirement, 0)) requirements += 1;
  return { competencies: competencies.length, requirements, roles: roles.length };
}
