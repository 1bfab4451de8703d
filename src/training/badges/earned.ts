import type { Instant } from '#kernel/time.ts';
import type { Achievement } from '../core/badges/credential.ts';
import { factsOf, loadPicture, type GatePicture } from '../shell/gate-picture.ts';
import type { KnownLearner } from '../shell/load-gate.ts';
import { standingOf } from '../shell/standing.ts';
import { curriculumOf } from '../modules/store/curriculum.ts';
import type { Reader } from '../store/tables.ts';
import { loadSuperUsers } from '../super-users/store.ts';

export interface Earned {
  readonly achievement: Achievement;
  readonly earnedAt: Instant;
  readonly validUntil: Instant | null;
}

const roleName = (jobRole: string): string => jobRole.replaceAll('-', ' ');

/** What these people have earned now, by their id. Only what they proved themselves: what was waived for them is no badge. */
export async function earnedBy(on: Reader, personIds: readonly string[], now: Instant): Promise<ReadonlyMap<string, readonly Earned[]>> {
  if (personIds.length === 0) return new Map();
  const picture = await loadPicture(on, now, personIds);
  const superUsers = new Map((await loadSuperUsers(on)).map((row) => [row.person_id, row]));
  const curricula = new Map<string, readonly string[]>();
  const earned = new Map<string, readonly Earned[]>();
  for (const known of picture.learners) {
    const standing = standingOf(picture, known);
    const { jobRole } = standing;
    if (!curricula.has(jobRole)) curricula.set(jobRole, await neededModules(on, jobRole));
    earned.set(known.person.personId, [
      ...ofRole(standing),
      ...ofCurriculum(picture, known, jobRole, curricula.get(jobRole) ?? []),
      ...ofSuperUser(superUsers.get(known.person.personId)),
      ...ofDuties(standing.duties),
    ]);
  }
  return earned;
}

type Standing = ReturnType<typeof standingOf>;

function ofRole({ jobRole, decision, duties }: Standing): Earned[] {
  const asked = duties.filter((one) => one.mandatory);
  const proved = asked.flatMap((one) => one.provedAt ?? []);
  if (!decision.allow || decision.by !== 'certification' || asked.length === 0 || proved.length < asked.length) return [];
  const achievement: Achievement = {
    id: `role:${jobRole}`,
    name: `Certified: ${roleName(jobRole)}`,
    description: `Proved everything that the work of a ${roleName(jobRole)} in the electronic health record needs.`,
    criteria: `Every mandatory competency of the job role was proved, and none has lapsed: ${asked.map((one) => one.name).join(', ')}.`,
    type: 'Certification',
  };
  return [{ achievement, earnedAt: Math.max(...proved), validUntil: decision.until }];
}

/** Ours, and not optional. */
async function neededModules(on: Reader, jobRole: string): Promise<readonly string[]> {
  return (await curriculumOf(on, jobRole)).filter((one) => !one.optional && one.module.pool.length > 0).map((one) => one.module.moduleId);
}

function ofCurriculum(picture: GatePicture, { person }: KnownLearner, jobRole: string, moduleIds: readonly string[]): Earned[] {
  if (moduleIds.length === 0) return [];
  const passed = moduleIds.map((moduleId) =>
    factsOf(picture, person.personId).find((one) => one.kind === 'module-passed' && one.moduleId === moduleId && !one.voided),
  );
  if (passed.some((one) => one === undefined)) return [];
  const achievement: Achievement = {
    id: `curriculum:${jobRole}`,
    name: `Curriculum: ${roleName(jobRole)}`,
    description: `Passed all online modules of the curriculum for a ${roleName(jobRole)}.`,
    criteria: `${moduleIds.length} modules were passed.`,
    type: 'Course',
  };
  return [{ achievement, earnedAt: Math.max(...passed.map((one) => one?.at ?? 0)), validUntil: null }];
}

function ofSuperUser(row: { readonly state: string; readonly answered_at: Date | null } | undefined): Earned[] {
  if (row?.state !== 'accepted' || row.answered_at === null) return [];
  const achievement: Achievement = {
    id: 'super-user',
    name: 'Super-user',
    description: 'Helps colleagues at the elbow with the electronic health record.',
    criteria: 'Was proposed or came forward, accepted, and is a super-user still.',
    type: 'CommunityService',
  };
  return [{ achievement, earnedAt: row.answered_at.getTime(), validUntil: null }];
}

const ofDuties = (duties: Standing['duties']): Earned[] =>
  duties.flatMap((duty): Earned[] => {
    if ((duty.state !== 'done' && duty.state !== 'lapsing') || duty.provedAt === null) return [];
    const achievement: Achievement = {
      id: `competency:${duty.competencyId}`,
      name: duty.name,
      description: `Proved at level ${duty.level} of 3.`,
      criteria: 'A module, an exercise in the practice EHR or a class was passed that proves it, or a trainer saw it done.',
      type: 'Competency',
    };
    return [{ achievement, earnedAt: duty.provedAt, validUntil: duty.coveredUntil }];
  });
