import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { getOwnModule, savePosition, sendAnswers, type Given, type RunView } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useAccount } from '#web/app/session.tsx';
import { takeAnswer } from '#web/app/take-answer.ts';
import { useTurns } from '#web/ui/use-turns.ts';
import { dequeue, enqueue, waitingOf, type QueuedAnswer } from './answer-queue.ts';

const retryMs = 5_000;
export const learningKey = ['learning'] as const;

export interface Learning {
  readonly run: RunView | null;
  /** Given, and not yet taken by the server. */
  readonly waiting: readonly QueuedAnswer[];
  /** Why the server did not take an answer. */
  readonly refused: readonly string[];
  /** Does one step of this run when those before it are done, and shows the run as it is then; fails as the step does. */
  readonly step: (work: () => Promise<RunView>) => Promise<RunView>;
  readonly answer: (itemId: string, checkId: string | null, given: Given) => void;
  readonly goTo: (page: number) => void;
}

/** A module with its run: answers and position go to the device first and to the server as soon as there is one. */
export function useModule(moduleId: string) {
  const client = useQueryClient();
  const queryKey = [...learningKey, 'module', moduleId];
  const { idle, inTurn } = useTurns();
  const query = useQuery({
    queryKey,
    queryFn: async () => {
      await idle(); // a reading before that would take back what the page shows and the server does not know yet
      return call(getOwnModule, { params: { moduleId } });
    },
  });
  const setRun = useCallback(
    (run: RunView, keepsPlace = false) => {
      takeAnswer<typeof query.data>(client, [...learningKey, 'module', moduleId], (before) => {
        if (!before) return before;
        const place = keepsPlace && before.run?.runId === run.runId ? { page: before.run.page, furthestPage: before.run.furthestPage } : {};
        return { ...before, run: { ...run, ...place } };
      });
      void client.invalidateQueries({ queryKey: [...learningKey, 'list'] });
    },
    [client, moduleId],
  );
  // One after the other: the check can only begin when the last page is known there, and an answer that was overtaken on its way would show the run as it
  // was before. Whoever has gone on since stays there: where they are is told by a step that is still to come.
  const step = useCallback<Learning['step']>(
    (work) =>
      inTurn(async (isLast) => {
        const made = await work();
        setRun(made, !isLast());
        return made;
      }),
    [inTurn, setRun],
  );
  const run = query.data?.run ?? null;
  const practising = run !== null && run.passedAt === null && run.exercises.length > 0;
  const [runId, page] = [run?.runId ?? '', run?.page ?? 0];
  // Back from the practice EHR: saying where we are lets the server see what was achieved there.
  useEffect(() => {
    if (practising) step(() => call(savePosition, { params: { runId }, body: { page } })).catch(() => undefined);
    // oxlint-disable-next-line react/exhaustive-deps -- once for each time that the module is opened
  }, [practising, runId]);
  const learning = useLearning(run, setRun, step);
  return { query, learning };
}

function useLearning(run: RunView | null, setRun: (run: RunView) => void, step: Learning['step']): Learning {
  const { accountId } = useAccount();
  const runId = run?.runId ?? '';
  const [waiting, setWaiting] = useState<readonly QueuedAnswer[]>(() => waitingOf(localStorage, accountId, runId));
  const [refused, setRefused] = useState<readonly string[]>([]);
  const sending = useRef(false);

  const flush = useCallback(async () => {
    if (sending.current || runId === '') return;
    sending.current = true;
    try {
      for (let batch = waitingOf(localStorage, accountId, runId); batch.length > 0; batch = waitingOf(localStorage, accountId, runId)) {
        const answers = batch
          .slice(0, 50)
          .map(({ key, itemId, checkId, given, answeredAt }) => ({ key, itemId, checkId, given, answeredAt }));
        await step(async () => {
          const taken = await call(sendAnswers, { params: { runId }, body: { answers } });
          dequeue(
            localStorage,
            answers.map((answer) => answer.key),
          );
          if (taken.refused.length > 0) setRefused(taken.refused.map((one) => one.text));
          return taken.run;
        });
      }
    } catch {
      // No network, or the server is away: they stay where they are, and are sent again below.
    } finally {
      sending.current = false;
      setWaiting(waitingOf(localStorage, accountId, runId));
    }
  }, [accountId, runId, step]);

  useEffect(() => {
    const again = (): void => void flush();
    const soon = setTimeout(again, 0);
    window.addEventListener('online', again);
    const timer = setInterval(again, retryMs);
    return () => {
      window.removeEventListener('online', again);
      clearTimeout(soon);
      clearInterval(timer);
    };
  }, [flush]);

  const answer = useCallback(
    (itemId: string, checkId: string | null, given: Given) => {
      enqueue(localStorage, { key: crypto.randomUUID(), accountId, runId, itemId, checkId, given, answeredAt: Date.now() });
      setWaiting(waitingOf(localStorage, accountId, runId));
      setRefused([]);
      void flush();
    },
    [accountId, runId, flush],
  );
  const goTo = useCallback(
    (page: number) => {
      if (!run) return;
      setRun({ ...run, page, furthestPage: Math.max(run.furthestPage, page) });
      // Without a network the place is kept on the page, and told with the next step.
      step(() => call(savePosition, { params: { runId }, body: { page } })).catch(() => undefined);
    },
    [run, runId, setRun, step],
  );
  return { run, waiting, refused, step, answer, goTo };
}
