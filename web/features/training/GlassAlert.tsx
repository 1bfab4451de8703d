import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listGlass } from '#training/contract.ts';
import { glassKey } from './query-keys.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { plural } from '#web/ui/time-text.ts';

/** Tells a lead that somebody works, or worked, without certification, until they have said that they have seen it. */
export function GlassAlert() {
  const { data, refetch } = useQuery({ queryKey: glassKey, queryFn: () => call(listGlass, {}) });
  useNews('training.glass-broken', () => void refetch());
  const unseen = (data?.lines ?? []).filter((line) => !line.seenByMe);
  if (unseen.length === 0) return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      title={`${plural(unseen.length, 'break-glass access', 'break-glass accesses')} that you have not seen`}
      mb="md"
    >
      <p>
        {unseen
          .slice(0, 3)
          .map((line) => `${line.name}: ${line.reason}`)
          .join('. ')}
      </p>
      <LinkButton to="/training/break-glass" size="xs" variant="default">
        Look
      </LinkButton>
    </Alert>
  );
}
