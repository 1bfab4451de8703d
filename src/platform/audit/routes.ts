import type { Deps } from '../deps.ts';
import { bind } from '../http/bind.ts';
import { firstBrokenLine } from './audit.ts';
import { listAudit, verifyAudit } from './contract.ts';
import { countAudit, findAudit } from './find.ts';

export function registerAudit({ db, server }: Deps): void {
  bind(server, listAudit, async ({ query }) => {
    const found = await findAudit(db, { ...query, limit: query.limit + 1 });
    const shown = found.slice(0, query.limit);
    return {
      lines: shown.map((row) => ({
        seq: row.seq,
        at: row.at.toISOString(),
        accountId: row.account_id,
        actor: row.actor,
        action: row.action,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        detail: row.detail,
      })),
      next: found.length > shown.length ? (shown.at(-1)?.seq ?? null) : null,
    };
  });
  bind(server, verifyAudit, async () => ({ brokenAt: await firstBrokenLine(db), lines: await countAudit(db) }));
}
