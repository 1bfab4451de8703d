import { z } from 'zod';
import { route } from '#platform/http/route.ts';

/* Open Badges 3.0: what somebody has earned, to take along. */
const At = z.number().int();

export const OwnBadge = z.object({
  /** `role:nurse`, `competency:order-sets`, `curriculum:nurse`, `super-user` */
  achievement: z.string(),
  name: z.string(),
  description: z.string(),
  earnedAt: At,
  validUntil: At.nullable(),
  /** Taken along before, and still good. */
  taken: z.boolean(),
});
export type OwnBadge = z.infer<typeof OwnBadge>;

export const listOwnBadges = route({
  method: 'GET',
  path: '/api/learning/badges',
  summary: 'What I have earned and may take along as a badge',
  access: 'training.learn',
  response: z.object({ badges: z.array(OwnBadge) }),
});

export const takeBadge = route({
  method: 'POST',
  path: '/api/learning/badges',
  summary: 'Take a badge along: signed, as a JSON Web Token and in a picture. Nobody else gets it from here.',
  access: 'training.learn',
  body: z.object({ achievement: z.string().max(200) }),
  response: z.object({
    badgeId: z.string(),
    /** VC-JWT */
    credential: z.string(),
    /** An SVG picture with the credential baked in. */
    picture: z.string(),
    fileName: z.string(),
  }),
});

export const BadgeCheck = z.object({
  good: z.boolean(),
  /** What is wrong with it, in words; empty when it is good. */
  faults: z.array(z.string()),
  name: z.string(),
  issuer: z.string(),
  validFrom: z.string(),
  validUntil: z.string(),
});
export type BadgeCheck = z.infer<typeof BadgeCheck>;

export const checkBadge = route({
  method: 'POST',
  path: '/api/badges/check',
  summary: 'Is this badge one of ours, and good still? Takes the token or the picture. Says nothing about whose it is.',
  access: 'public',
  body: z.object({ badge: z.string().min(1).max(200_000) }),
  response: BadgeCheck,
  callsPerMinuteMax: 60,
});
