import { newId } from '#kernel/ids.ts';
import { stripIdentifiers } from '#kernel/strip-identifiers.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { invalid } from '#platform/http/problem.ts';
import type { DispatchState } from '../core/dispatch/model.ts';
import { reopen } from '../core/dispatch/progress.ts';
import { requestWritten } from '../events.ts';
import { insertNote } from '../store/notes.ts';
import { viewOf } from './answer.ts';
import { changeDesk, type DeskChange, type DeskDeps } from './change-desk.ts';

interface AskerWords {
  readonly requestId: string;
  /** Without what looked like a patient's identifier. */
  readonly text: string;
  readonly removed: readonly string[];
  readonly byName: string;
}

/** What the asker wrote is kept. A closed request is open again by it; one that waits for their word still does, and the desk sees that they wrote. */
export async function keepAskerWords(
  tx: Tx,
  state: DispatchState,
  { requestId, text, removed, byName }: AskerWords,
  now: Instant,
): Promise<Omit<DeskChange<unknown>, 'answer'>> {
  const note = { note_id: newId('not'), request_id: requestId, kind: 'asker' as const, text, by_name: byName, at: new Date(now), tips: [] };
  await insertNote(tx, note);
  const request = state.requests.find((one) => one.requestId === requestId);
  const closed = request?.state === 'resolved' || request?.state === 'withdrawn';
  const again = closed ? reopen(state, requestId, now) : null;
  const wrote = { requestId, kind: 'asker-wrote', by: null, detail: { noteId: note.note_id, removed } };
  const after = [
    ...(again?.ok ? [{ requestId, kind: 'reopened', by: null, detail: { byMessage: true } }] : []),
    // It is our turn again.
    ...(request?.holder != null && !closed ? [{ requestId, kind: 'resumed', by: null, detail: {} }] : []),
  ];
  return { state: again?.ok ? again.value : state, events: [wrote, ...after], news: [requestWritten(requestId)] };
}

/** On the asker's own page. Answers the request as they see it, and what was taken out of their words. */
export async function writeAsAsker(deps: DeskDeps, requestId: string, said: string, byName: string) {
  const { text, removed } = stripIdentifiers(said);
  if (text === '') throw invalid('Write something.');
  await changeDesk(
    deps,
    async (state, now, tx) => ({ ...(await keepAskerWords(tx, state, { requestId, text, removed, byName }, now)), answer: undefined }),
    { requestId },
  );
  return { ...(await viewOf(deps, requestId)), removed: [...removed] };
}
