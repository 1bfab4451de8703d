import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import { getHospitalForAuthors, saveExerciseDraft } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import type { AuthoredExercise, Hospital, Path } from './author-types.ts';
import { lineOf, taskIds } from './file-places.ts';
import type { SourceHandle } from './SourceArea.tsx';
import { useCheck, type Check } from './use-check.ts';
import { useLeaveGuard } from './use-leave-guard.ts';

/** An exercise while it is written: the text, what is kept of it, and what is known of it. */
export interface Bench {
  readonly exercise: AuthoredExercise;
  readonly readOnly: boolean;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly view: 'text' | 'form';
  readonly setView: (view: 'text' | 'form') => void;
  readonly check: Check;
  readonly hospital: Hospital | undefined;
  readonly dirty: boolean;
  readonly revision: number;
  readonly saving: boolean;
  readonly error: unknown;
  readonly save: () => void;
  readonly goTo: (line: number) => void;
  readonly show: (path: Path) => void;
  readonly goTask: (taskId: string) => void;
}

export function useBench(exercise: AuthoredExercise, area: RefObject<SourceHandle | null>, onSaved: () => Promise<void>): Bench {
  const { exerciseId, origin, source, draft } = exercise;
  const readOnly = origin === 'shipped';
  const [text, setText] = useState(source);
  const [saved, setSaved] = useState({ text: source, revision: draft?.revision ?? 0 });
  const [view, setView] = useState<'text' | 'form'>('text');
  const check = useCheck(exerciseId, text);
  const hospital = useQuery({
    queryKey: ['practice-authoring-hospital'],
    queryFn: () => call(getHospitalForAuthors, {}),
    staleTime: Infinity,
  });
  const saving = useMutation({
    mutationFn: (body: { source: string; revision: number }) => call(saveExerciseDraft, { params: { exerciseId }, body }),
    onSuccess: ({ revision }, body) => {
      setSaved({ text: body.source, revision });
      void onSaved();
    },
  });
  const dirty = text !== saved.text;
  useLeaveGuard(dirty);
  const goTo = (line: number): void => {
    setView('text');
    requestAnimationFrame(() => area.current?.goTo(line));
  };
  const show = (path: Path): void => goTo(lineOf(text, path));
  return {
    exercise,
    readOnly,
    text,
    setText,
    view,
    setView,
    check,
    hospital: hospital.data,
    dirty,
    revision: saved.revision,
    saving: saving.isPending,
    error: saving.error,
    save: () => {
      if (dirty && !readOnly && !saving.isPending) saving.mutate({ source: text, revision: saved.revision });
    },
    goTo,
    show,
    goTask: (taskId) => {
      const index = taskIds(text).indexOf(taskId);
      if (index >= 0) show(['tasks', index]);
    },
  };
}
