import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { getBoard, getBoardChanges, publishedPlanId } from '#coverage/contract.ts';
import type { LocalDate } from '#kernel/time.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { makeModel, withChanges, type BoardModel } from './board-model.ts';

export const boardKey = (planId: string, from: LocalDate, to: LocalDate) => ['coverage', 'board', planId, from, to] as const;

export interface BoardQuery {
  readonly model: BoardModel | undefined;
  readonly error: unknown;
  readonly loading: boolean;
  readonly retry: () => void;
  /** Fetches what changed since the version held, and shares all the rest. */
  readonly catchUp: () => Promise<void>;
  /** Puts a change in at once, before the server has said so. */
  readonly patch: (change: (model: BoardModel) => BoardModel) => void;
}

/** The board of a plan; changes by others arrive by themselves. */
export function useBoard(planId: string, from: LocalDate, to: LocalDate, enabled = true): BoardQuery {
  const client = useQueryClient();
  const key = boardKey(planId, from, to);
  const query = useQuery({
    queryKey: key,
    queryFn: async () => {
      // A change that arrived while the board was read is newer than it: then it is read once more.
      const read = async (): Promise<BoardModel> => makeModel(await call(getBoard, { query: { planId, from, to } }));
      const model = await read();
      const held = client.getQueryData<BoardModel>(key);
      return held && held.answer.planId === model.answer.planId && held.version > model.version ? read() : model;
    },
    structuralSharing: false, // a model is made of maps; its own updates share what they can
    staleTime: Number.POSITIVE_INFINITY, // news tells when it is not
    enabled,
  });
  const running = useRef<Promise<void> | null>(null);
  const again = useRef(false);
  const name = key.join(' ');
  const catchUp = useCallback(async (): Promise<void> => {
    again.current = true;
    running.current ??= (async () => {
      while (again.current) {
        again.current = false;
        const held = client.getQueryData<BoardModel>(key);
        if (!held) return;
        const changes = await call(getBoardChanges, { query: { planId, from, to, since: held.version } });
        if (changes.full) await client.invalidateQueries({ queryKey: key });
        else
          client.setQueryData<BoardModel>(key, (model) => (model && changes.version > model.version ? withChanges(model, changes) : model));
      }
    })().finally(() => {
      running.current = null;
    });
    return running.current;
    // `name` stands for `key`, which is a new list at every drawing.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, name]);
  useNews('coverage.plan-changed', (item) => {
    if (!item || item.subject === planId) catchUp().catch(() => {}); // the next news, or a reload, tries again
  });
  useNews(['coverage.plan-published', 'coverage.facts-changed'], (item) => {
    if (!item || item.kind === 'coverage.facts-changed' || planId === publishedPlanId) void client.invalidateQueries({ queryKey: key });
  });
  return {
    model: query.data,
    error: query.error,
    loading: query.isPending && enabled,
    retry: () => void query.refetch(),
    catchUp,
    patch: (change) => client.setQueryData<BoardModel>(key, (model) => (model ? change(model) : model)),
  };
}
