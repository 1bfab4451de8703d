import type { RequestView } from '../contract.ts';
import { stripIdentifiers, type RemovedKind } from '#kernel/strip-identifiers.ts';
import { findRequests } from '../store/requests.ts';
import { changeDesk, type DeskDeps } from './change-desk.ts';
import { describe } from './describe.ts';
import { inRounds } from './in-rounds.ts';
import { takeDown, type Asked, type Asker, type Call } from './take-down.ts';

export type { Asked, Asker } from './take-down.ts';

type Answered = RequestView | { readonly failed: unknown };

/** The desk is locked for a round: as many as come in a storm while one is made, and few enough that nobody waits long for the lock. */
const roundMax = 16;

const rounds = new WeakMap<DeskDeps, (call: Call) => Promise<Answered>>();

/**
 * One request, however often the device sends it. What looks like a patient's identifier never reaches the database. Those who ask while others are
 * being taken down are taken down together: one lock, one decision, one commit.
 */
export async function ask(deps: DeskDeps, asked: Asked, asker: Asker): Promise<RequestView & { removed: RemovedKind[] }> {
  const [text, topic] = [stripIdentifiers(asked.text), stripIdentifiers(asked.topic)];
  const removed = [...text.removed, ...topic.removed];
  const inRound = rounds.get(deps) ?? inRounds((calls: readonly Call[]) => askEach(deps, calls), roundMax);
  rounds.set(deps, inRound);
  const answered = await inRound({ asked: { ...asked, text: text.text, topic: topic.text }, asker, removed });
  if ('failed' in answered) throw answered.failed;
  return { ...answered, removed };
}

/** What fails for one of them must not fail the others: then each is taken down alone. */
async function askEach(deps: DeskDeps, calls: readonly Call[]): Promise<readonly Answered[]> {
  try {
    return await askTogether(deps, calls);
  } catch (failed) {
    if (calls.length <= 1) return [{ failed }];
    const answers: Answered[] = [];
    for (const call of calls) answers.push(...(await askEach(deps, [call])));
    return answers;
  }
}

async function askTogether(deps: DeskDeps, calls: readonly Call[]): Promise<readonly Answered[]> {
  const taken = await changeDesk(deps, (state, now, tx) => takeDown(calls, state, now, tx));
  // Read after dispatch, so that each asker sees at once who is being called, or why nobody.
  const ids = [...new Set(taken.flatMap((one) => ('refused' in one ? [] : one.requestId)))];
  const views = new Map((await describe(deps.db, await findRequests(deps.db, ids))).map((view) => [view.requestId, view]));
  return taken.map((one): Answered => {
    if ('refused' in one) return { failed: one.refused };
    return views.get(one.requestId) ?? { failed: new Error(`bug: request ${one.requestId} is gone`) };
  });
}
