import { Button, Skeleton } from '@mantine/core';
import { useMutation, type UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readNotices, type Notice } from '#coverage/contract.ts';
import { call } from '#web/app/call.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import css from './my-shifts.module.css';

interface Props {
  query: UseQueryResult<{ notices: Notice[]; unread: number }>;
  onDone: () => Promise<void>;
}

export function Inbox({ query, onDone }: Props) {
  const read = useMutation({ mutationFn: () => call(readNotices, { body: {} }), onSuccess: onDone });
  const { data } = query;
  return (
    <>
      <ProblemAlert error={query.error ?? read.error} title="The inbox does not answer" />
      {query.isPending && <Skeleton height={120} />}
      {data?.notices.length === 0 && <EmptyState title="Nothing yet">Changes of your shifts, swaps and offers are told here.</EmptyState>}
      {data && data.unread > 0 && (
        <Button variant="subtle" size="compact-sm" mb="xs" loading={read.isPending} onClick={() => read.mutate()}>
          Mark all as read
        </Button>
      )}
      <ul className={css.list}>
        {data?.notices.map((notice) => (
          <li key={notice.noticeId} className={css.notice} data-unread={notice.readAt === null || undefined}>
            <Link {...linkOf(notice.link)}>{notice.text}</Link>
            <div className={css.quiet}>
              <TimeText at={notice.at} />
              {notice.readAt === null && <span className="screen-reader">, unread</span>}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** `/my?show=open` as the router takes it. */
function linkOf(path: string): { to: string; search: never } {
  const [to = '/', query] = path.split('?');
  return { to, search: Object.fromEntries(new URLSearchParams(query)) as never };
}
