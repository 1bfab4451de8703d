import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useSession } from '#web/app/session.tsx';

/** After a first factor was accepted: learn who is signed in, then go on. Only paths of ours are followed. */
export function useEnter(): (to: string) => Promise<void> {
  const { refresh } = useSession();
  const router = useRouter();
  return useCallback(
    async (to: string) => {
      await refresh();
      router.history.push(/^\/(?![/\\])/.test(to) ? to : '/');
    },
    [refresh, router],
  );
}
