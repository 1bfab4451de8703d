import type { Instant } from '#kernel/time.ts';
import type { JsonObject } from '../xapi/json.ts';

/* Open Badges 3.0 on the W3C's data model of verifiable credentials 2.0. */

export interface Achievement {
  /** `role:nurse` … */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly criteria: string;
  readonly type: 'Certification' | 'Competency' | 'Course' | 'CommunityService';
}

export interface BadgeAddresses {
  readonly issuer: string;
  readonly achievement: (id: string) => string;
  readonly statusList: string;
  readonly home: string;
}

export const badgeAddresses = (base: string): BadgeAddresses => ({
  home: base,
  issuer: `${base}/badges/issuer`,
  achievement: (id) => `${base}/badges/achievements/${encodeURIComponent(id)}`,
  statusList: `${base}/badges/status`,
});

const contexts = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'];

export const profile = (at: BadgeAddresses, organisation: string): JsonObject => ({
  id: at.issuer,
  type: ['Profile'],
  name: organisation,
  url: at.home,
});

export const achievementDocument = (at: BadgeAddresses, one: Achievement): JsonObject => ({
  id: at.achievement(one.id),
  type: ['Achievement'],
  name: one.name,
  description: one.description,
  criteria: { narrative: one.criteria },
  achievementType: one.type,
});

export interface Badge {
  /** UUID */
  readonly badgeId: string;
  readonly achievement: Achievement;
  readonly organisation: string;
  readonly issuedAt: Instant;
  readonly validUntil: Instant | null;
  readonly statusIndex: number;
  /** By which the holder can show that it is theirs, without saying who they are to everybody: a salted hash of their mail address. */
  readonly identity: { readonly hash: string; readonly salt: string };
}

const moment = (at: Instant): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** An OpenBadgeCredential (OB 3.0, B.1.1). No name, no address, nothing of the work itself. */
export function openBadgeCredential(badge: Badge, at: BadgeAddresses): JsonObject {
  return {
    '@context': contexts,
    id: `urn:uuid:${badge.badgeId}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: badge.achievement.name,
    issuer: profile(at, badge.organisation),
    validFrom: moment(badge.issuedAt),
    ...(badge.validUntil === null ? {} : { validUntil: moment(badge.validUntil) }),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: `sha256$${badge.identity.hash}`,
          identityType: 'emailAddress',
          salt: badge.identity.salt,
        },
      ],
      achievement: achievementDocument(at, badge.achievement),
    },
    credentialStatus: {
      id: `${at.statusList}#${badge.statusIndex}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(badge.statusIndex),
      statusListCredential: at.statusList,
    },
  };
}

/** The registered claims beside it (OB 3.0, 8.2.4): seconds. */
export const jwtClaims = (badge: Badge, at: BadgeAddresses): Record<string, string | number> => ({
  iss: at.issuer,
  jti: `urn:uuid:${badge.badgeId}`,
  nbf: Math.floor(badge.issuedAt / 1000),
  ...(badge.validUntil === null ? {} : { exp: Math.floor(badge.validUntil / 1000) }),
});

/** W3C Bitstring Status List 1.0, 6.1: so many that a place says nothing about whose it is. */
export const statusListBits = 131_072;

/** The list with these places set, uncompressed; the first bit of a byte is its highest (3.2). */
export function statusBits(revoked: Iterable<number>): Uint8Array {
  const bytes = new Uint8Array(statusListBits / 8);
  for (const index of revoked) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (0x80 >> (index & 7));
  return bytes;
}

export const statusListCredential = (at: BadgeAddresses, organisation: string, encodedList: string, now: Instant): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: at.statusList,
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer: { id: at.issuer, name: organisation },
  validFrom: moment(now),
  credentialSubject: { id: `${at.statusList}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList },
});
