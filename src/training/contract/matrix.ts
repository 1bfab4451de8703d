import { z } from 'zod';
import { route } from '#platform/http/route.ts';

/*
 * Who must be able to do what, and what proves it: the matrix of job roles x competencies.
 */

/** Ours are short words; never with a colon, which marks somebody else's IRI. */
export const CompetencyId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'Use lower case letters, digits and hyphens.');
export const JobRoleName = z.string().trim().min(1).max(64);
/** 1: knows how; 2: does it alone; 3: can show others. */
export const Level = z.int().min(1).max(3);

export const Competency = z.object({
  competencyId: CompetencyId,
  name: z.string().trim().min(3).max(120),
  description: z.string().trim().max(2000),
  retired: z.boolean(),
});
export type Competency = z.infer<typeof Competency>;

export const Requirement = z.object({
  jobRole: JobRoleName,
  competencyId: CompetencyId,
  level: Level,
  /** Without it no access. Otherwise asked for, and not in the way. */
  mandatory: z.boolean(),
  /** Days for which a proof counts; null: for good. */
  validDays: z.int().min(1).max(3650).nullable(),
  dueDaysBeforeGoLive: z.int().min(0).max(180),
  /** For those who start in the role when their unit is live already. */
  dueDaysAfterStart: z.int().min(0).max(365),
  /** Why, in words that one can argue with, and where that comes from. */
  reason: z.string().trim().min(3).max(500),
  source: z.string().trim().max(300),
});
export type Requirement = z.infer<typeof Requirement>;
export const RequirementRow = Requirement.extend({ version: z.int(), remarks: z.int() });
export type RequirementRow = z.infer<typeof RequirementRow>;

export const activityKinds = ['module', 'exercise', 'class'] as const;
export const proofs = ['passed', 'completed', 'attended'] as const;
/** `activityId`: of a module, an exercise, a class's module; or the IRI of a course elsewhere, as its statements name it. */
export const Teaching = z.object({
  activity: z.enum(activityKinds),
  activityId: z.string().trim().min(1).max(400),
  competencyId: CompetencyId,
  level: Level,
  proof: z.enum(proofs),
});
export type Teaching = z.infer<typeof Teaching>;

export const Equivalence = z.object({
  fromCompetency: CompetencyId,
  toCompetency: CompetencyId,
  level: Level,
  reason: z.string().trim().min(3).max(500),
});
export type Equivalence = z.infer<typeof Equivalence>;

export const RoleProfile = z.object({
  jobRole: JobRoleName,
  /** Access profiles of the EHR that certification opens: group names at the identity provider. */
  accessProfiles: z.array(z.string().trim().min(1).max(120)).max(20),
  /** Why this role has access without training; empty: it has none without. */
  needsNothing: z.string().trim().max(300),
});
export type RoleProfile = z.infer<typeof RoleProfile>;

export const getMatrix = route({
  method: 'GET',
  path: '/api/training/matrix',
  summary: 'Job roles, competencies, what is required of whom and what proves it',
  access: 'training.read',
  response: z.object({
    competencies: z.array(Competency),
    roles: z.array(RoleProfile.extend({ people: z.int() })),
    requirements: z.array(RequirementRow),
    teachings: z.array(Teaching),
    equivalences: z.array(Equivalence),
  }),
});

export const addDefaultMatrix = route({
  method: 'POST',
  path: '/api/training/matrix/defaults',
  summary: 'Add what the shipped matrix has and this one has not; nothing that is there is changed',
  access: 'training.change',
  response: z.object({ competencies: z.int(), requirements: z.int(), roles: z.int() }),
});

export const saveCompetency = route({
  method: 'PUT',
  path: '/api/training/competencies/:competencyId',
  summary: 'Add or describe a competency; retired ones are asked of nobody',
  access: 'training.change',
  params: z.object({ competencyId: CompetencyId }),
  body: Competency.omit({ competencyId: true }),
  response: Competency,
});

const cell = z.object({ jobRole: JobRoleName, competencyId: CompetencyId });

/** `version` 0: it is new. 409 `changed-meanwhile` when somebody else was faster. `why` is kept beside the cell. */
export const saveRequirement = route({
  method: 'PUT',
  path: '/api/training/requirements/:jobRole/:competencyId',
  summary: 'Ask a competency of a job role, or change how it is asked',
  access: 'training.change',
  params: cell,
  body: Requirement.omit({ jobRole: true, competencyId: true }).extend({ version: z.int().min(0), why: z.string().trim().max(500) }),
  response: RequirementRow,
});

export const removeRequirement = route({
  method: 'DELETE',
  path: '/api/training/requirements/:jobRole/:competencyId',
  summary: 'Ask it of this job role no longer',
  access: 'training.change',
  params: cell,
  query: z.object({ version: z.coerce.number().int(), why: z.string().trim().min(3).max(500) }),
  response: z.object({}),
});

export const Remark = z.object({
  at: z.number(),
  byName: z.string(),
  stance: z.enum(['for', 'against', 'changed']),
  text: z.string(),
});
export type Remark = z.infer<typeof Remark>;

export const listRemarks = route({
  method: 'GET',
  path: '/api/training/requirements/:jobRole/:competencyId/remarks',
  summary: 'What was said for and against a requirement, newest first',
  access: 'training.read',
  params: cell,
  response: z.object({ remarks: z.array(Remark) }),
});

export const addRemark = route({
  method: 'POST',
  path: '/api/training/requirements/:jobRole/:competencyId/remarks',
  summary: 'Speak for or against a requirement',
  access: 'training.read',
  params: cell,
  body: z.object({ stance: z.enum(['for', 'against']), text: z.string().trim().min(3).max(500) }),
  response: Remark,
});

/** What an activity teaches, whole: what is not in the list it teaches no longer. */
export const saveTeachings = route({
  method: 'PUT',
  path: '/api/training/teachings',
  summary: 'Set what an activity teaches',
  access: 'training.change',
  body: z.object({
    activity: z.enum(activityKinds),
    activityId: Teaching.shape.activityId,
    teaches: z.array(Teaching.pick({ competencyId: true, level: true, proof: true })).max(30),
  }),
  response: z.object({ teachings: z.array(Teaching) }),
});

export const saveEquivalence = route({
  method: 'PUT',
  path: '/api/training/equivalences',
  summary: 'Who has the one competency has the other as well',
  access: 'training.change',
  body: Equivalence,
  response: Equivalence,
});

export const removeEquivalence = route({
  method: 'DELETE',
  path: '/api/training/equivalences/:fromCompetency/:toCompetency',
  summary: 'Take an equivalence back',
  access: 'training.change',
  params: Equivalence.pick({ fromCompetency: true, toCompetency: true }),
  response: z.object({}),
});

export const saveRoleProfile = route({
  method: 'PUT',
  path: '/api/training/role-profiles/:jobRole',
  summary: 'Which access profiles certification opens to a job role',
  access: 'training.change',
  params: z.object({ jobRole: JobRoleName }),
  body: RoleProfile.omit({ jobRole: true }),
  response: RoleProfile,
});
