import { notifications } from '@mantine/notifications';
import { useRef, useState } from 'react';
import { applyEdit, type Edit, type Verdict } from '#coverage/contract.ts';
import { CallError } from '#platform/http/call.ts';
import { call } from '#web/app/call.ts';
import { problemText } from '#web/ui/ProblemAlert.tsx';
import { useTurns } from '#web/ui/use-turns.ts';
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

interface Steps {
  readonly undos: readonly Step[];
  readonly redos: readonly Step[];
}

/**
 * Edits by hand, one after the other, with undo: every applied edit answers what takes it back. Undo waits for the edits before it: pressed while one
 * is on its way, it takes back that one and not the one before.
 */
export function useEdits(planId: string, board: BoardQuery): Edits {
  const [steps, show] = useState<Steps>({ undos: [], redos: [] });
  const held = useRef(steps);
  const [busy, setBusy] = useState(false);
  const { inTurn } = useTurns();
  const keep = (next: Partial<Steps>): void => {
    held.current = { ...held.current, ...next };
    show(held.current);
  };
  const send = async (edit: Edit, words: string): Promise<Step | null> => {
    setBusy(true);
    board.patch((model) => optimistic(model, edit));
    try {
      const answer = await call(applyEdit, { params: { planId }, body: { edit } });
      board.patch((model) => answered(model, answer));
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
  const apply = (edit: Edit, words: string): Promise<boolean> =>
    inTurn(async () => {
      const step = await send(edit, words);
      if (step) keep({ undos: pushStep(held.current.undos, step), redos: [] });
      return step !== null;
    });
  const turn = (from: keyof Steps, to: keyof Steps): Promise<void> =>
    inTurn(async () => {
      const last = held.current[from].at(-1);
      if (!last) return;
      keep({ [from]: held.current[from].slice(0, -1) });
      const step = await send(last.edit, last.words);
      if (!step) return;
      keep({
        [from]: rebaseSteps(held.current[from], step.assignmentId, last.versionBefore, step.version),
        [to]: pushStep(held.current[to], { ...step, versionBefore: last.version }),
      });
    });
  return {
    canUndo: steps.undos.length > 0,
    canRedo: steps.redos.length > 0,
    busy,
    lastWords: steps.undos.at(-1)?.words ?? null,
    apply,
    undo: () => turn('undos', 'redos'),
    redo: () => turn('redos', 'undos'),
  };
}

type Answer = Awaited<ReturnType<typeof call<typeof applyEdit>>>;

/** What the server made of an edit, before the figures follow. */
const answered = (model: BoardModel, { removed, assignment }: Answer): BoardModel =>
  withChanges(model, {
    version: model.version,
    removed: removed ? [assignment.id] : [],
    assignments: removed ? [] : [assignment],
    needs: [],
    uncovered: null,
    hours: {},
  });

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
