import { findPeople } from '#directory/index.ts';
import { hourMs } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { forbidden, invalid, refused } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract/gate.ts';
import { glassBroken, recordChanged } from '../events.ts';
import { loadFacts } from '../ledger/load-facts.ts';
import { recordFacts } from '../ledger/record-facts.ts';
import { decisionOfOne, loadOne } from '../shell/one-learner.ts';
import { tables } from '../store/tables.ts';

/** Break-glass: always possible, always recorded, always told. */
export function glassRoutes(deps: Deps): void {
  breakRoutes(deps);
  logRoutes(deps);
}

function breakRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.breakGlass, ({ body, actor }) =>
    db.tx(async (tx) => {
      const now = clock.now();
      const personId = body.personId ?? actor.personId;
      if (personId === null) throw invalid('Say for whom: this account belongs to no person.');
      if (personId !== actor.personId && !actor.can('training.break-glass'))
        throw forbidden('Your account may break glass for yourself only. Ask the desk or a coordinator.');
      const one = await loadOne(tx, personId, now);
      const before = decisionOfOne(one, body.jobRole ?? undefined);
      if (before.allow) throw refused({ code: 'no-glass-needed', text: 'The gate is open for them already. Nothing was recorded.' });
      if (before.missing.some((gap) => gap.kind === 'employment'))
        throw refused({ code: 'not-here', text: 'Their time here has ended. Correct the directory first if that is wrong.' });
      const hours = Math.min(body.hours, one.picture.rules.settings.breakGlassHoursMax);
      const fact = {
        kind: 'glass-broken',
        personId,
        jobRole: before.jobRole,
        until: now + hours * hourMs,
        by: actor.name,
        reason: body.reason,
      } as const;
      await recordFacts(tx, [fact], now);
      const detail = { jobRole: before.jobRole, hours };
      await audit(tx, actor, { action: 'training.glass-broken', subjectKind: 'person', subjectId: personId, detail }, now);
      await tell(tx, [glassBroken(personId), recordChanged(personId)], now);
      return { decision: decisionOfOne(await loadOne(tx, personId, now), before.jobRole) };
    }),
  );

  bind(server, contract.mendGlass, ({ params: { personId }, body, actor }) =>
    db.tx(async (tx) => {
      const now = clock.now();
      await recordFacts(tx, [{ kind: 'glass-mended', personId, ...body, by: actor.name }], now);
      const detail = { jobRole: body.jobRole };
      await audit(tx, actor, { action: 'training.glass-mended', subjectKind: 'person', subjectId: personId, detail }, now);
      await tell(tx, [recordChanged(personId)], now);
      return { decision: decisionOfOne(await loadOne(tx, personId, now), body.jobRole) };
    }),
  );
}

function logRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.listGlass, async ({ actor }) => {
    const facts = await loadFacts(db, { kinds: ['glass-broken', 'glass-mended'] });
    const people = new Map((await findPeople(db, [...new Set(facts.map((fact) => fact.personId))])).map((one) => [one.personId, one]));
    const seen = Map.groupBy(await tables(db).selectFrom('training_glass_seen').selectAll().orderBy('at').execute(), (row) => row.fact_id);
    const lines = facts.flatMap((fact) => {
      if (fact.kind !== 'glass-broken') return [];
      const mended = facts.find(
        (other) =>
          other.kind === 'glass-mended' && other.personId === fact.personId && other.jobRole === fact.jobRole && other.at >= fact.at,
      );
      const endedAt = mended && mended.at < fact.until ? mended.at : null;
      const person = people.get(fact.personId);
      const seers = seen.get(fact.factId) ?? [];
      return [
        {
          factId: fact.factId,
          personId: fact.personId,
          name: person ? `${person.givenName} ${person.familyName}`.trim() : fact.personId,
          jobRole: fact.jobRole,
          at: fact.at,
          until: fact.until,
          endedAt,
          active: endedAt === null && fact.until > clock.now(),
          by: fact.by,
          reason: fact.reason,
          seenBy: seers.map((row) => row.by_name),
          seenByMe: seers.some((row) => row.account_id === actor.accountId),
        },
      ];
    });
    return { lines: lines.toReversed() };
  });

  bind(server, contract.seeGlass, ({ params, actor }) =>
    db.tx(async (tx) => {
      const row = { fact_id: params.factId, account_id: actor.accountId, by_name: actor.name, at: new Date(clock.now()) };
      await tables(tx)
        .insertInto('training_glass_seen')
        .values(row)
        .onConflict((on) => on.doNothing())
        .execute();
      await audit(tx, actor, { action: 'training.glass-seen', subjectKind: 'fact', subjectId: params.factId }, clock.now());
      return {};
    }),
  );
}
