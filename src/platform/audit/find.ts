import type { Db } from '../db/open.ts';
import type { AuditRow } from './audit.ts';

interface AuditTables {
  audit: AuditRow;
}

interface AuditSearch {
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly action?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only lines before this number. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Lines, newest first. */
export async function findAudit(db: Db, search: AuditSearch): Promise<AuditRow[]> {
  let found = db.for<AuditTables>().selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(search.limit);
  if (search.subjectKind) found = found.where('subject_kind', '=', search.subjectKind);
  if (search.subjectId) found = found.where('subject_id', '=', search.subjectId);
  if (search.accountId) found = found.where('account_id', '=', search.accountId);
  if (search.action) found = found.where('action', '=', search.action);
  if (search.from) found = found.where('at', '>=', new Date(search.from));
  if (search.to) found = found.where('at', '<', new Date(search.to));
  if (search.before) found = found.where('seq', '<', search.before);
  return found.execute();
}

export async function countAudit(db: Db): Promise<number> {
  const counted = await db
    .for<AuditTables>()
    .selectFrom('audit')
    .select((e) => e.fn.countAll<number>().as('lines'))
    .executeTakeFirstOrThrow();
  return counted.lines;
}
