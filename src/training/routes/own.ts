import type { Deps } from '#platform/deps.ts';
import { audit } from '#platform/audit/audit.ts';
import { bind } from '#platform/http/bind.ts';
import { forbidden, refused } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract/gate.ts';
import { checksOf } from '../core/gate/checks.ts';
import { begunOf } from '../core/gate/begun.ts';
import { recordChanged } from '../events.ts';
import { recordFacts } from '../ledger/record-facts.ts';
import { factsOf } from '../shell/gate-picture.ts';
import { loadOne, standingOfOne } from '../shell/one-learner.ts';
import { checkView, hasItems } from '../shell/standing.ts';

/** The learner's own home. */
export function ownRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.getOwnTraining, async ({ actor }) => {
    if (actor.personId === null) return { standing: null, begun: [], breakGlassHoursMax: 0 };
    const one = await loadOne(db, actor.personId, clock.now());
    const begun = begunOf(factsOf(one.picture, actor.personId));
    return { standing: standingOfOne(one), begun: [...begun], breakGlassHoursMax: one.picture.rules.settings.breakGlassHoursMax };
  });

  bind(server, contract.answerCheck, ({ body, actor }) =>
    db.tx(async (tx) => {
      const { personId } = actor;
      if (personId === null) throw forbidden('This account belongs to no person, so there is nothing to recall.');
      const now = clock.now();
      const { picture } = await loadOne(tx, personId, now);
      const asked = checksOf(picture.rules, factsOf(picture, personId), now).find((one) => one.competencyId === body.competencyId);
      if (!asked || asked.step !== body.step || asked.dueAt > now)
        throw refused({ code: 'not-asked', text: 'This is not asked just now. Open the page again to see what is.' });
      if (hasItems(picture, body.competencyId))
        throw refused({ code: 'has-items', text: 'There are questions about this: answer them instead.' });
      // One answer a step: the key makes a second tap the same answer.
      const key = `${body.competencyId}/${asked.dueAt}`;
      await recordFacts(tx, [{ kind: 'check-answered', personId, itemId: body.competencyId, ...body, key }], now);
      await audit(tx, actor, { action: 'training.check-answered', subjectKind: 'person', subjectId: personId }, now);
      await tell(tx, [recordChanged(personId)], now);
      const after = await loadOne(tx, personId, now);
      const next = checksOf(after.picture.rules, factsOf(after.picture, personId), now).find(
        (one) => one.competencyId === body.competencyId,
      );
      return { next: next ? checkView(after.picture, next) : null };
    }),
  );
}
