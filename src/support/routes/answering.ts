import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { forbidden, invalid } from '#platform/http/problem.ts';
import type { Reply } from '#platform/http/route.ts';
import * as contract from '../contract.ts';
import type { OfferReason } from '../core/dispatch/model.ts';
import { accept, decline, progress } from '../shell/answer.ts';
import type { DeskDeps } from '../shell/change-desk.ts';
import { describe, describeOne, isUnit } from '../shell/describe.ts';
import { ownPerson } from '../shell/own-person.ts';
import { heartbeat, ownDuty, signOff, signOn } from '../shell/duty.ts';
import { findRequest, openOffers, requestsHeldBy } from '../store/requests.ts';

export function answeringRoutes({ db, server }: Deps, desk: DeskDeps): void {
  bind(server, contract.getOwnDuty, ({ actor }) => dutyView(desk, ownPerson(actor)));

  bind(server, contract.sendHeartbeat, async ({ body, actor }) => {
    if (body.unitId !== undefined && !(await isUnit(db, body.unitId))) throw invalid(`There is no unit ${body.unitId}.`);
    await heartbeat(desk, ownPerson(actor), body.unitId);
    return dutyView(desk, ownPerson(actor));
  });

  bind(server, contract.signOn, async ({ body, actor }) => {
    const { tier, unitId } = body;
    if (tier === 'zone-lead' && !actor.can('support.desk')) throw forbidden('Only a coordinator or the desk can be zone lead.');
    if (unitId === null && (tier === 'ate' || tier === 'super-user' || tier === 'zone-lead')) throw invalid('Say on which unit you are.');
    if (unitId !== null && !(await isUnit(db, unitId))) throw invalid(`There is no unit ${unitId}.`);
    await signOn(desk, ownPerson(actor), tier, unitId);
    return dutyView(desk, ownPerson(actor));
  });

  bind(server, contract.signOff, async ({ actor }) => {
    await signOff(desk, ownPerson(actor));
    return dutyView(desk, ownPerson(actor));
  });

  bind(server, contract.acceptOffer, ({ params, actor }) => accept(desk, params.offerId, ownPerson(actor)));

  bind(server, contract.declineOffer, async ({ params, actor }) => {
    await decline(desk, params.offerId, ownPerson(actor));
    return { done: true as const };
  });

  bind(server, contract.reportProgress, ({ params, body, actor }) => progress(desk, params.requestId, body.step, ownPerson(actor)));
}

const dutyView = (desk: DeskDeps, personId: string) =>
  desk.db.tx(async (tx) => {
    const at = await desk.now(tx);
    const duty = await ownDuty(tx, personId, at);
    const offers = await openOffers(tx, { personId });
    const views: Reply<typeof contract.getOwnDuty>['offers'] = [];
    for (const { offer_id, request_id, expires_at, why } of offers) {
      const row = await findRequest(tx, 'request_id', request_id);
      const { text, walkSeconds } = why as OfferReason;
      if (row)
        views.push({ offerId: offer_id, expiresAt: expires_at.getTime(), why: text, walkSeconds, request: await describeOne(tx, row) });
    }
    return {
      at,
      onDuty: duty !== null,
      tier: duty?.supporter.tier ?? null,
      unitId: duty?.supporter.unitId ?? null,
      state: duty?.supporter.state ?? null,
      heartbeatAt: duty === null || duty.supporter.heartbeatAt === 0 ? null : duty.supporter.heartbeatAt,
      offers: views,
      holding: await describe(tx, await requestsHeldBy(tx, personId)),
    };
  });
