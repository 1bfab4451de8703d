import { loadUnits } from '#directory/index.ts';
import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import { hashToken, newToken } from '#platform/auth/token.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { forbidden, invalid, notFound } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import { say, viewOf } from '../shell/answer.ts';
import { ask } from '../shell/ask.ts';
import { writeAsAsker } from '../shell/asker-writes.ts';
import { ownChoices, placeChoices } from '../shell/asking-choices.ts';
import type { DeskDeps } from '../shell/change-desk.ts';
import { describe, describeOne, isUnit } from '../shell/describe.ts';
import { findPlace, insertPlace, listPlaceRows, revoke } from '../store/places.ts';
import { unitCodes } from '../store/unit-codes.ts';
import { findFollowed, findRequest, requestsOf, type RequestRow } from '../store/requests.ts';

/** By their account, or where the desk took it down for them, by their person. */
const isAsker = (row: RequestRow, actor: Actor): boolean =>
  row.account_id === actor.accountId || (row.account_id === null && row.person_id !== null && row.person_id === actor.personId);

export function askingRoutes({ db, server }: Deps, desk: DeskDeps, telephone: string | null): void {
  bind(server, contract.askForHelp, ({ body, actor }) => ask(desk, body, { accountId: actor.accountId, personId: actor.personId }));

  bind(server, contract.askFromPlace, async ({ params, body }) => {
    const place = await findPlace(db, hashToken(params.token));
    if (!place) throw notFound('This link');
    const followToken = newToken();
    const asked = await ask(desk, { ...body, unitId: place.unit_id }, { placeId: place.place_id, followHash: hashToken(followToken) });
    return { ...asked, followToken };
  });

  bind(server, contract.getAskingChoices, ({ actor }) => db.tx(async (tx) => ownChoices(tx, await desk.now(tx), actor, telephone)));

  bind(server, contract.getPlaceChoices, async ({ params }) => {
    const place = await findPlace(db, hashToken(params.token));
    if (!place) throw notFound('This link');
    return db.tx(async (tx) => placeChoices(tx, await desk.now(tx), place, telephone));
  });

  bind(server, contract.listOwnRequests, async ({ actor }) =>
    db.tx(async (tx) => ({ requests: await describe(tx, await requestsOf(tx, actor.accountId, actor.personId, await desk.now(tx))) })),
  );

  bind(server, contract.sayOwnWord, async ({ params, body, actor }) => {
    const row = await findRequest(db, 'request_id', params.requestId);
    if (!row) throw notFound('This request');
    const own = isAsker(row, actor);
    if (!own && !actor.can('support.desk')) throw forbidden('Only whoever asked can say whether it is solved.');
    return say(desk, params.requestId, body.word, actor.personId, !own);
  });

  bind(server, contract.writeToDesk, async ({ params, body, actor }) => {
    const row = await findRequest(db, 'request_id', params.requestId);
    if (!row) throw notFound('This request');
    if (!isAsker(row, actor)) throw forbidden('Only whoever asked writes here; the desk answers on its own page.');
    return writeAsAsker(desk, params.requestId, body.text, actor.name);
  });

  bind(server, contract.writeFollowed, async ({ params, body }) =>
    writeAsAsker(desk, (await followed(params.followToken)).request_id, body.text, 'The asker'),
  );

  bind(server, contract.followRequest, async ({ params }) => describeOne(db, await followed(params.followToken)));

  bind(server, contract.sayFollowedWord, async ({ params, body }) => {
    const { request_id } = await followed(params.followToken);
    await say(desk, request_id, body.word, null, false);
    return viewOf(desk, request_id);
  });

  async function followed(token: string) {
    const row = await findFollowed(db, hashToken(token));
    if (!row) throw notFound('This request');
    return row;
  }
}

export function placeRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.createPlace, ({ body, actor }) =>
    db.tx(async (tx) => {
      if (!(await isUnit(tx, body.unitId))) throw invalid(`There is no unit ${body.unitId}. Choose one from the list.`);
      const [token, at] = [newToken(), clock.now()];
      const place = { place_id: newId('plc'), unit_id: body.unitId, label: body.label, created_at: new Date(at), created_by: actor.name };
      await insertPlace(tx, { ...place, token_hash: hashToken(token) });
      await audit(
        tx,
        actor,
        { action: 'support.place-made', subjectKind: 'place', subjectId: place.place_id, detail: { unitId: body.unitId } },
        at,
      );
      return { ...placeView({ ...place, revoked_at: null }), path: `/ask/${token}`, page: `/help/${token}` };
    }),
  );

  bind(server, contract.listPlaceLinks, async () => ({ places: (await listPlaceRows(db)).map(placeView) }));

  bind(server, contract.listUnitCodes, () =>
    db.tx(async (tx) => {
      const units = (await loadUnits(tx)).map(({ unitId }) => unitId);
      const codes = await unitCodes(tx, units);
      return { codes: units.flatMap((unitId) => ({ unitId, code: codes.get(unitId) ?? 0 })) };
    }),
  );

  bind(server, contract.revokePlace, ({ params, actor }) =>
    db.tx(async (tx) => {
      if (!(await revoke(tx, params.placeId, clock.now()))) throw notFound('This link');
      await audit(tx, actor, { action: 'support.place-revoked', subjectKind: 'place', subjectId: params.placeId }, clock.now());
      return { done: true as const };
    }),
  );
}

const placeView = (row: {
  place_id: string;
  unit_id: string;
  label: string;
  created_at: Date;
  created_by: string;
  revoked_at: Date | null;
}) => ({
  placeId: row.place_id,
  unitId: row.unit_id,
  label: row.label,
  createdAt: row.created_at.getTime(),
  createdBy: row.created_by,
  revokedAt: row.revoked_at?.getTime() ?? null,
});
