import { loadGaps } from '#coverage/index.ts';
import { findPeople } from '#directory/index.ts';
import { dayMs, hourMs, type Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { HuddleAgenda } from '../contract.ts';
import { huddleAgenda } from '../core/huddle/agenda.ts';
import { boardRequests } from '../store/board.ts';
import { helpersSince, loadActions, loadHuddles } from '../store/huddles.ts';
import { loadResolutions } from '../store/resolutions.ts';
import { actionFact, resolutionFact } from './plan-facts.ts';

const gapHours = 24;

/** An agenda for now: since the last huddle, but a day at most. */
export async function agendaNow(tx: Tx, now: Instant): Promise<HuddleAgenda> {
  const last = (await loadHuddles(tx)).find((one) => one.at.getTime() < now);
  const since = Math.max(now - dayMs, last?.at.getTime() ?? 0);
  const helpers = await helpersSince(tx, since);
  const people = new Map(
    (
      await findPeople(
        tx,
        helpers.map(({ personId }) => personId),
      )
    ).map((one) => [one.personId, `${one.givenName} ${one.familyName}`.trim()]),
  );
  return huddleAgenda(
    {
      requests: (await boardRequests(tx, since)).filter(({ createdAt }) => createdAt > since),
      lines: (await loadResolutions(tx)).map(resolutionFact),
      gaps: await loadGaps(tx, now, now + gapHours * hourMs),
      actions: (await loadActions(tx, { open: true })).map(actionFact),
      helpers: helpers.map(({ personId, helped }) => ({ personId, name: people.get(personId) ?? personId, helped })),
    },
    since,
    now,
  );
}
