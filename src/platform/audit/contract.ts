import { z } from 'zod';
import { route } from '#platform/http/route.ts';

export const AuditLine = z.object({
  seq: z.number().int(),
  at: z.iso.datetime(),
  accountId: z.string().nullable(),
  /** The name that the account had at that time; for imports by command line and timers, what they call themselves. */
  actor: z.string(),
  /** `person.read`, `account.roles-changed` … */
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditLine = z.infer<typeof AuditLine>;

export const listAudit = route({
  method: 'GET',
  path: '/api/audit',
  summary: 'Who read or changed what, newest first',
  access: 'platform.audit',
  query: z.object({
    subjectKind: z.string().max(64).optional(),
    subjectId: z.string().max(200).optional(),
    accountId: z.string().max(64).optional(),
    action: z.string().max(64).optional(),
    /** From (included) and to (excluded). */
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    /** `next` of the page before. */
    before: z.coerce.number().int().min(1).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  response: z.object({ lines: z.array(AuditLine), next: z.number().int().nullable() }),
});

export const verifyAudit = route({
  method: 'POST',
  path: '/api/audit/verification',
  summary: 'Recompute the chain of hashes over the whole log',
  access: 'platform.audit',
  callsPerMinuteMax: 10,
  response: z.object({
    lines: z.number().int(),
    /** Number of the first line that was changed, removed or inserted; null: the log is intact. */
    brokenAt: z.number().int().nullable(),
  }),
});
