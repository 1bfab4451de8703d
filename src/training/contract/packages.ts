import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { playerMoves } from './player.ts';

/* Content packages that other tools made: cmi5 and SCORM. */
const At = z.number().int();

export const PackageIssue = z.object({
  file: z.string(),
  line: z.number().int(),
  text: z.string(),
  severity: z.enum(['error', 'warning']),
});
export type PackageIssue = z.infer<typeof PackageIssue>;

export const PackageLine = z.object({
  packageId: z.string(),
  kind: z.enum(['cmi5', 'scorm-1.2', 'scorm-2004']),
  title: z.string(),
  /** By this a teaching names the whole course. */
  activityId: z.string(),
  units: z.number().int(),
  sizeBytes: z.number().int(),
  files: z.number().int(),
  importedAt: At,
  importedBy: z.string(),
  withdrawn: z.boolean(),
  /** People who have begun, and of them those who are done. */
  begun: z.number().int(),
  done: z.number().int(),
  teaches: z.array(z.object({ competencyId: z.string(), level: z.number().int(), proof: z.enum(['passed', 'completed', 'attended']) })),
});
export type PackageLine = z.infer<typeof PackageLine>;

const UnitLine = z.object({
  unit: z.number().int(),
  title: z.string(),
  moveOn: z.string(),
  masteryScore: z.number().nullable(),
  launchMethod: z.enum(['AnyWindow', 'OwnWindow']),
});
const packageParams = z.object({ packageId: z.string().max(64) });
const sessionParams = z.object({ sessionId: z.uuid() });

export const listPackages = route({
  method: 'GET',
  path: '/api/training/packages',
  summary: 'Content packages: what they teach, who has begun',
  access: 'training.read',
  response: z.object({ packages: z.array(PackageLine) }),
});

export const getPackage = route({
  method: 'GET',
  path: '/api/training/packages/:packageId',
  summary: 'A content package with its units',
  access: 'training.read',
  params: packageParams,
  response: PackageLine.extend({ description: z.string(), parts: z.array(UnitLine) }),
});

/** The zip itself is the body (`application/octet-stream`), so the web client sends it by hand. */
export const importPackage = route({
  method: 'POST',
  path: '/api/training/packages',
  summary: 'Import a content package: a zip with cmi5.xml or imsmanifest.xml. 422 with `issues` when it is not taken.',
  access: 'training.change',
  response: z.object({ packageId: z.string(), isNew: z.boolean(), issues: z.array(PackageIssue) }),
});

export const withdrawPackage = route({
  method: 'PUT',
  path: '/api/training/packages/:packageId/withdrawn',
  summary: 'Give a package out no longer, or again. What people did in it stays.',
  access: 'training.change',
  params: packageParams,
  body: z.object({ withdrawn: z.boolean() }),
  response: z.object({ withdrawn: z.boolean() }),
});

export const waiveUnit = route({
  method: 'POST',
  path: '/api/training/packages/:packageId/units/:unit/waivers',
  summary: 'Waive a unit for somebody: it counts as done without being taken. The course then counts as completed, not as passed.',
  access: 'training.waive',
  params: packageParams.extend({ unit: z.coerce.number().int().min(0).max(10_000) }),
  body: z.object({ personId: z.string().max(100), reason: z.string().trim().min(3).max(300) }),
  response: z.object({ satisfied: z.boolean() }),
});

export const OwnPackage = z.object({
  packageId: z.string(),
  kind: z.enum(['cmi5', 'scorm-1.2', 'scorm-2004']),
  title: z.string(),
  description: z.string(),
  satisfied: z.boolean(),
  begun: z.boolean(),
  /** False: it is not given out any more. */
  playable: z.boolean(),
  units: z.array(
    UnitLine.extend({
      satisfied: z.boolean(),
      waived: z.boolean(),
      /** Nothing else must be done before. */
      open: z.boolean(),
      /** The package does not want it in a list. */
      hidden: z.boolean(),
    }),
  ),
  /** The unit with which a course of its own order goes on by itself. */
  next: z.number().int().nullable(),
});
export type OwnPackage = z.infer<typeof OwnPackage>;

export const listOwnPackages = route({
  method: 'GET',
  path: '/api/learning/packages',
  summary: 'Content packages that I may take, and how far I am',
  access: 'training.learn',
  response: z.object({ packages: z.array(OwnPackage) }),
});

const Launched = z.object({
  sessionId: z.string(),
  unit: z.number().int(),
  url: z.string(),
  mode: z.enum(['Normal', 'Browse', 'Review']),
  launchMethod: z.enum(['AnyWindow', 'OwnWindow']),
  title: z.string(),
  /** SCORM: a player is around the unit, which is asked before it is taken away. */
  hasRunTime: z.boolean(),
  /** Where the course brings its own order: which ways lead on from here, and which buttons it wants to be hidden. */
  navigation: z.object({ continue: z.boolean(), previous: z.boolean(), hides: z.array(z.string()) }).nullable(),
});
export type Launched = z.infer<typeof Launched>;

export const launchOwnUnit = route({
  method: 'POST',
  path: '/api/learning/packages/:packageId/units/:unit/sessions',
  summary: 'Open a unit. What I had open in the package before is abandoned. The address works once.',
  access: 'training.learn',
  params: packageParams.extend({ unit: z.coerce.number().int().min(0).max(10_000) }),
  response: Launched,
});

export const moveOwnUnit = route({
  method: 'POST',
  path: '/api/learning/package-sessions/:sessionId/moves',
  summary:
    'Go on in a course that brings its own order (SCORM 2004 sequencing), as its learner or its content asks. `launched`: what is opened now.',
  access: 'training.learn',
  params: sessionParams,
  body: z.object({
    to: z.enum(playerMoves),
    /** Of choice and jump: the item's identifier. */
    target: z.string().max(4000).optional(),
  }),
  response: z.object({ launched: Launched.nullable(), ended: z.boolean(), /** Why nothing is opened. */ text: z.string().nullable() }),
});

export const leaveOwnUnit = route({
  method: 'POST',
  path: '/api/learning/package-sessions/:sessionId/end',
  summary: 'I have left the unit. One that did not say itself that it ended is abandoned.',
  access: 'training.learn',
  params: sessionParams,
  response: z.object({ endedBy: z.enum(['terminated', 'abandoned']) }),
});
