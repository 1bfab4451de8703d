import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listBroadcasts, readBroadcast } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import css from './command-centre.module.css';
import { messagesKey } from './query-keys.ts';

/** What the command centre told me; saying "read" is a receipt that it sees. */
export function MessagesPage() {
  const client = useQueryClient();
  const { data, error, isPending, refetch } = useQuery({ queryKey: messagesKey, queryFn: () => call(listBroadcasts, {}) });
  const refresh = () => client.invalidateQueries({ queryKey: ['support'] });
  useNews('support.broadcast-sent', () => void refresh());
  const read = useMutation({
    mutationFn: (broadcastId: string) => call(readBroadcast, { params: { broadcastId } }),
    onSuccess: refresh,
  });
  return (
    <div className={css.narrow}>
      <PageHeader title="Messages" note="What the command centre told you. Saying “read” tells it that you know." />
      <ProblemAlert error={error ?? read.error} title="The messages do not answer" onRetry={() => void refetch()} />
      {isPending && <Skeleton height={140} />}
      {data?.broadcasts.length === 0 && (
        <EmptyState title="No messages">
          When something concerns you or where you work, it is told here, and on top of every page.
        </EmptyState>
      )}
      <ul className={css.messages}>
        {data?.broadcasts.map((one) => (
          <li key={one.broadcastId} data-unread={!one.read || undefined}>
            <p className={css.messageText}>{one.text}</p>
            <div className={css.messageFoot}>
              <span>
                {one.byName}, <TimeText at={one.at} />
              </span>
              {one.read ? (
                <span>Read</span>
              ) : (
                <Button
                  size="compact-sm"
                  loading={read.isPending && read.variables === one.broadcastId}
                  onClick={() => read.mutate(one.broadcastId)}
                >
                  I have read it
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
