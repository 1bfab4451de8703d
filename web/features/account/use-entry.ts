import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useEnter } from './use-enter.ts';

interface Outcome {
  readonly outcome: 'signed-in' | 'code-needed';
}

export interface Entry {
  readonly codeNeeded: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  submit(code?: string): void;
}

/** Signing in by any first factor: asks again with a code where the account needs one, then goes `to` the wanted page. */
export function useEntry(attempt: (code: string | undefined) => Promise<Outcome>, to: string): Entry {
  const enter = useEnter();
  const [codeNeeded, setCodeNeeded] = useState(false);
  const trying = useMutation({
    mutationFn: attempt,
    onSuccess: async (answer) => {
      if (answer.outcome === 'code-needed') setCodeNeeded(true);
      else await enter(to);
    },
  });
  return { codeNeeded, busy: trying.isPending, error: trying.error, submit: (code) => trying.mutate(code) };
}
