import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { forbidden, invalid, notFound, refused } from '#platform/http/problem.ts';
import type { RequestNote } from '../contract.ts';
import { nameOf } from '../core/dispatch/apply.ts';
import type { DispatchState } from '../core/dispatch/model.ts';
import { markDone } from '../core/dispatch/progress.ts';
import { answerByDesk } from '../core/intake/answer-by-desk.ts';
import { stripIdentifiers } from '#kernel/strip-identifiers.ts';
import { requestWritten } from '../events.ts';
import { countMacroUse } from '../store/macros.ts';
import { insertNote } from '../store/notes.ts';
import { useTips } from '../store/tips.ts';
import { changeDesk, type DeskDeps } from './change-desk.ts';
import { mailAnswer } from './mail-out.ts';

export interface Written {
  readonly kind: 'note' | 'answer';
  readonly text: string;
  readonly ends: boolean;
  readonly tipIds: readonly string[];
  readonly macroId?: string | undefined;
}

/** Writes to a request. An answer that `ends` leaves it waiting for its asker's word; it never closes it. */
export function writeNote(deps: DeskDeps, requestId: string, written: Written, actor: Actor) {
  const { text, removed } = stripIdentifiers(written.text);
  if (text === '' && written.tipIds.length === 0) throw invalid('Write something, or attach a tip sheet.');
  if (written.kind === 'answer' && !actor.can('support.desk'))
    throw forbidden('Supporters write notes; answers to the asker are the desk’s.');
  return changeDesk(
    deps,
    async (state, now, tx) => {
      const request = state.requests.find((one) => one.requestId === requestId);
      if (!request) throw notFound('This request');
      const ends = written.kind === 'answer' && written.ends && request.state !== 'done';
      const note = await keepNote(tx, { ...written, text }, requestId, actor.name, now);
      if (written.macroId !== undefined) await countMacroUse(tx, written.macroId);
      const mailed = written.kind === 'answer' && (await mailAnswer(tx, requestId, note.noteId, ends, now));
      const kind = written.kind === 'note' ? 'noted' : ends ? 'answered' : 'replied';
      const detail = { noteId: note.noteId, tips: note.tips.map(({ tipId }) => tipId), removed };
      return {
        state: ends ? ended(state, requestId, actor.personId, now) : state,
        events: [{ requestId, kind, by: actor.personId, detail }],
        news: [requestWritten(requestId)],
        answer: { note, removed: [...removed], mailed },
      };
    },
    { requestId },
  );
}

async function keepNote(tx: Tx, written: Written, requestId: string, byName: string, now: Instant): Promise<RequestNote> {
  const tips = await useTips(tx, written.tipIds);
  const note = { noteId: newId('not'), kind: written.kind, text: written.text, byName, at: now, tips };
  const row = { note_id: note.noteId, request_id: requestId, kind: note.kind, text: note.text, by_name: byName, at: new Date(now), tips };
  await insertNote(tx, row);
  return note;
}

function ended(state: DispatchState, requestId: string, by: string | null, now: Instant): DispatchState {
  const request = state.requests.find((one) => one.requestId === requestId);
  if (request?.state === 'waiting') return answerByDesk(state, new Set([requestId]), now);
  if (request?.holder !== by || by === null)
    throw refused({
      code: 'not-yours',
      text: request?.holder ? `${nameOf(state, request.holder)} has it and ends it. Answer without ending it.` : 'It is closed already.',
    });
  const done = markDone(state, requestId, by, now);
  if (!done.ok) throw refused(done.refusal);
  return done.value;
}
