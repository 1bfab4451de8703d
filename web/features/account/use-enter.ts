import { useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { useSession } from '#web/app/session.tsx';

/** Where an app of others asks to be allowed, and where another platform's people arrive: pages of the server itself. */
const serverPage = /^\/(sandbox\/[\w-]+\/smart\/authorize|lti\/arrive)\?/;

/**
 * After a first factor was accepted: learn who is signed in, then go on. The guard of the next page reads the session, so
 * we wait until it is there to be read. Only paths of ours are followed.
 */
export function useEnter(): (to: string) => Promise<void> {
  const { account, setupNeeded, refresh } = useSession();
  const router = useRouter();
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (wanted === null || !account || setupNeeded) return;
    if (serverPage.test(wanted)) location.assign(wanted);
    else router.history.push(/^\/(?![/\\])/.test(wanted) ? wanted : '/');
  }, [wanted, account, setupNeeded, router]);
  return useCallback(
    async (to: string) => {
      setWanted(to);
      await refresh();
    },
    [refresh],
  );
}
