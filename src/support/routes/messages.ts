import { findPeople } from '#directory/index.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import * as contract from '../contract.ts';
import { tellThose } from '../shell/broadcast.ts';
import { changeDesk, type DeskDeps } from '../shell/change-desk.ts';
import { loadSent, receiptsOf } from '../store/issues.ts';

/** What the command centre tells, and who has read it. */
export function messageRoutes({ db, server }: Deps, desk: DeskDeps): void {
  bind(server, contract.listSentMessages, async () => ({
    messages: (await loadSent(db)).map((row) => ({
      broadcastId: row.broadcast_id,
      issueId: row.issue_id,
      issueTitle: row.issue_title,
      text: row.text,
      at: row.at.getTime(),
      byName: row.by_name,
      answers: row.answers,
      told: row.told,
      read: row.read,
    })),
  }));

  bind(server, contract.sendMessage, ({ body, actor }) =>
    changeDesk(desk, async (state, now, tx) => {
      const unitIds = body.unitIds.length === 0 ? ('everywhere' as const) : body.unitIds;
      const told = await tellThose(tx, state, { text: body.text, issueId: null, unitIds, answers: false }, actor, now);
      return { ...told, answer: { broadcastId: told.answer.broadcastId, told: told.answer.told } };
    }),
  );

  bind(server, contract.listReceipts, async ({ params }) => {
    const rows = await receiptsOf(db, params.broadcastId);
    const people = new Map(
      (
        await findPeople(
          db,
          rows.map((row) => row.person_id),
        )
      ).map((one) => [one.personId, `${one.givenName} ${one.familyName}`.trim()]),
    );
    const receipts = rows.map(({ person_id, read_at }) => ({
      personId: person_id,
      name: people.get(person_id) ?? person_id,
      readAt: read_at?.getTime() ?? null,
    }));
    return { receipts: receipts.toSorted((a, b) => Number(a.readAt !== null) - Number(b.readAt !== null) || a.name.localeCompare(b.name)) };
  });
}
