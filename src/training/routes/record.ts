import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { refused } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract/gate.ts';
import { recordChanged } from '../events.ts';
import { recordFacts, type ToldFact } from '../ledger/record-facts.ts';
import { factsOf } from '../shell/gate-picture.ts';
import { decisionOfOne, endOfDay, loadOne, standingOfOne, type OneLearner } from '../shell/one-learner.ts';
import { recordLine } from '../shell/record-line.ts';

/** One person's record, and what people with a name and a reason add to it. */
export function recordRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.getTrainingRecord, ({ params, actor }) =>
    db.tx(async (tx) => {
      const one = await loadOne(tx, params.personId, clock.now());
      await audit(tx, actor, { action: 'training.record-read', subjectKind: 'person', subjectId: params.personId }, clock.now());
      const lines = factsOf(one.picture, params.personId).map((fact) => recordLine(one.picture, fact));
      const { breakGlassHoursMax } = one.picture.rules.settings;
      return { standing: standingOfOne(one), lines: lines.toReversed(), breakGlassHoursMax };
    }),
  );

  /** Told to the ledger, audited without the words, and answered with what is decided now. */
  const say = (tx: Tx, actor: Actor, personId: string, action: string, makeFact: (one: OneLearner) => ToldFact) =>
    sayFact({ tx, actor, personId, action, now: clock.now() }, makeFact);

  bind(server, contract.waiveDuty, ({ params: { personId }, body, actor }) =>
    db.tx((tx) =>
      say(tx, actor, personId, 'waived', (one) => {
        mustBeAsked(one, body.competencyId);
        const { competencyId, reason } = body;
        return { kind: 'duty-waived', personId, competencyId, reason, by: actor.name, until: endOfDay(one, body.until) };
      }),
    ),
  );

  bind(server, contract.grantCompetency, ({ params: { personId }, body, actor }) =>
    db.tx((tx) =>
      say(tx, actor, personId, body.kind === 'shown' ? 'shown' : 'equivalence-granted', (one) => {
        const { competencyId, level, reason } = body;
        const said = { personId, competencyId, level, reason, by: actor.name };
        if (actor.personId === personId)
          throw refused({ code: 'own-record', text: 'Nobody recognises their own skill. Ask a colleague to look and to say so.' });
        return body.kind === 'shown'
          ? { kind: 'competency-shown', ...said }
          : { kind: 'equivalence-granted', ...said, until: endOfDay(one, body.until) };
      }),
    ),
  );

  bind(server, contract.withdrawGrant, ({ params: { personId }, body, actor }) =>
    db.tx((tx) => say(tx, actor, personId, 'grant-withdrawn', () => ({ kind: 'grant-withdrawn', personId, ...body, by: actor.name }))),
  );
}

interface Saying {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly personId: string;
  readonly action: string;
  readonly now: number;
}

async function sayFact({ tx, actor, personId, action, now }: Saying, makeFact: (one: OneLearner) => ToldFact) {
  const fact = makeFact(await loadOne(tx, personId, now));
  await recordFacts(tx, [fact], now);
  const detail = 'competencyId' in fact ? { competencyId: fact.competencyId } : {};
  await audit(tx, actor, { action: `training.${action}`, subjectKind: 'person', subjectId: personId, detail }, now);
  await tell(tx, [recordChanged(personId)], now);
  return { decision: decisionOfOne(await loadOne(tx, personId, now)) };
}

function mustBeAsked(one: OneLearner, competencyId: string): void {
  const { duties } = standingOfOne(one);
  if (!duties.some((duty) => duty.competencyId === competencyId))
    throw refused({ code: 'not-asked', text: 'Their job role does not need this competency, so there is nothing to waive.' });
}
