import { notifications } from '@mantine/notifications';
import { useCallback, useRef, useState } from 'react';
import { applyEdit, type Edit, type Verdict } from '#coverage/contract.ts';
import { CallError } from '#platform/http/call.ts';
import { call } from '#web/app/call.ts';
import { problemText } from '#web/ui/ProblemAlert.tsx';
import { withChanges, type BoardModel } from './board-model.ts';
import type { BoardQuery } from './use-board.ts';
import { pushStep, rebaseSteps, type Step } from './edit-steps.ts';

export interface Edits {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly busy: boolean;
  /** What the last step did, for the tooltip of undo. */
  readonly lastWords: string | null;
  /** @returns whether it was done; what went wrong has been said to the person. */
  readonly apply: (edit: Edit, words: string) => Promise<boolean>;
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
}

/** Edits by hand, one after the other, with undo: every applied edit answers what takes it back. */
export function useEdits(planId: string, board: BoardQuery): Edits {
  const [undos, setUndos] = useState<readonly Step[]>([]);
  const [redos, setRedos] = useState<readonly Step[]>([]);
  const [busy, setBusy] = useState(false);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const send = useCallback(
    (edit: Edit, words: string): Promise<Step | null> => {
      const run = async (): Promise<Step | null> => {
        setBusy(true);
        board.patch((model) => optimistic(model, edit));
        try {
          const answer = await call(applyEdit, { params: { planId }, body: { edit } });
          board.patch((model) => ({
            ...withChanges(model, {
              version: model.version,
              removed: answer.removed ? [answer.assignment.id] : [],
              assignments: answer.removed ? [] : [answer.assignment],
              needs: [],
              uncovered: null,
              hours: {},
            }),
          }));
          await board.catchUp().catch(() => {}); // the edit stands; figures follow with the next news
          return {
            edit: answer.inverse,
            words,
            assignmentId: answer.assignment.id,
            versionBefore: 'version' in edit ? edit.version : null,
            version: answer.assignment.version,
          };
        } catch (error) {
          sayNo(error);
          board.retry();
          return null;
        } finally {
          setBusy(false);
        }
      };
      const next = queue.current.then(run, run);
      queue.current = next;
      return next;
    },
    [board, planId],
  );

  const apply = async (edit: Edit, words: string): Promise<boolean> => {
    const step = await send(edit, words);
    if (!step) return false;
    setUndos((steps) => pushStep(steps, step));
    setRedos([]);
    return true;
  };
  const turn = async (from: readonly Step[], setFrom: typeof setUndos, setTo: typeof setUndos): Promise<void> => {
    const last = from.at(-1);
    if (!last) return;
    setFrom((steps) => steps.slice(0, -1));
    const step = await send(last.edit, last.words);
    if (!step) return;
    setFrom((steps) => rebaseSteps(steps, step.assignmentId, last.versionBefore, step.version));
    setTo((steps) => pushStep(steps, { ...step, versionBefore: last.version }));
  };
  return {
    canUndo: undos.length > 0,
    canRedo: redos.length > 0,
    busy,
    lastWords: undos.at(-1)?.words ?? null,
    apply,
    undo: () => turn(undos, setUndos, setRedos),
    redo: () => turn(redos, setRedos, setUndos),
  };
}

/** What the person sees while the server decides. */
function optimistic(model: BoardModel, edit: Edit): BoardModel {
  if (edit.kind === 'assign' || edit.kind === 'restore') return model;
  const assignment = model.assignments.get(edit.assignmentId);
  if (!assignment) return model;
  const none = { version: model.version, removed: [], assignments: [], needs: [], uncovered: null, hours: {} };
  if (edit.kind === 'remove') return withChanges(model, { ...none, removed: [assignment.id] });
  if (edit.kind === 'lock') return withChanges(model, { ...none, assignments: [{ ...assignment, locked: edit.locked }] });
  if (edit.kind === 'put-back') return withChanges(model, { ...none, assignments: [{ ...assignment, ...edit.to }] });
  const need = edit.needId === undefined ? undefined : model.needs.get(edit.needId);
  const place = need
    ? { start: need.start, end: need.end, kind: need.kind, unitId: need.unitId, shiftId: need.shiftId, needIds: [need.id] }
    : {};
  return withChanges(model, { ...none, assignments: [{ ...assignment, ...place, personId: edit.personId ?? assignment.personId }] });
}

function sayNo(error: unknown): void {
  const verdicts = error instanceof CallError && Array.isArray(error.problem.verdicts) ? (error.problem.verdicts as Verdict[]) : [];
  const hard = verdicts.filter((verdict) => verdict.level === 'hard').map((verdict) => verdict.text);
  notifications.show({
    color: 'red',
    title: 'Not changed',
    message: hard.length > 0 ? hard.join(' ') : problemText(error),
    autoClose: 9000,
  });
}
