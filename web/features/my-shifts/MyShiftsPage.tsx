import { Alert, Button, Skeleton, Tabs } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import { getMyShifts } from '#coverage/contract.ts';
import { useKeptAt } from '#web/app/call.ts';
import { useAccount } from '#web/app/session.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, timeText } from '#web/ui/time-text.ts';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { CalendarFeed } from './CalendarFeed.tsx';
import { Inbox } from './Inbox.tsx';
import css from './my-shifts.module.css';
import { NextShift } from './NextShift.tsx';
import { OpenShifts } from './OpenShifts.tsx';
import { ShiftWeeks } from './ShiftWeeks.tsx';
import { SickDialog } from './SickDialog.tsx';
import { SwapRequests } from './SwapRequests.tsx';
import { useMyShifts } from './use-my-shifts.ts';

/** The address says which is shown: notices lead to theirs. */
const sections = ['shifts', 'open', 'inbox', 'calendar'] as const;

export function MyShiftsPage() {
  const account = useAccount();
  if (account.personId === null)
    return (
      <>
        <PageHeader title="My shifts" />
        <EmptyState title="Your account is not linked to a person">
          Ask an administrator to link it to your line in the directory; your shifts appear here then.
        </EmptyState>
      </>
    );
  return <Mine personId={account.personId} />;
}

function Mine({ personId }: { personId: string }) {
  const { shifts, open, swaps, notices, refresh } = useMyShifts();
  const [search, change] = useSearchState();
  const [sick, setSick] = useState(false);
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), 30_000, { autoInvoke: true });
  const keptAt = useKeptAt(getMyShifts.path);
  const mine = (shifts.data?.shifts ?? []).filter((shift) => shift.end > now);
  const next = mine[0];
  const waiting = swaps.data?.swaps.filter((swap) => swap.to.personId === personId && swap.status === 'proposed').length ?? 0;
  const unread = notices.data?.unread ?? 0;
  const takeable = open.data?.openShifts.filter((shift) => shift.allowed).length ?? 0;
  return (
    <div className={css.page}>
      <PageHeader
        title="My shifts"
        actions={
          <Button variant="default" disabled={keptAt !== null || !shifts.data} onClick={() => setSick(true)}>
            I can’t come
          </Button>
        }
      />
      {keptAt !== null && (
        <Alert
          color="yellow"
          variant="light"
          mb="sm"
          role="status"
          title={`As of ${timeText(new Date(keptAt))}, ${dateText(new Date(keptAt))}: offline`}
        >
          The server can’t be reached. Shifts may have changed since; nothing can be sent until you are connected again.
        </Alert>
      )}
      <ProblemAlert error={shifts.error} title="Your shifts could not be loaded" onRetry={() => void shifts.refetch()} />
      {shifts.isPending && <Skeleton height={180} radius="md" />}
      {next && <NextShift shift={next} now={now} />}
      {shifts.data && !next && <EmptyState title="No shift is published for you">New ones appear here, and you are told.</EmptyState>}
      <Tabs
        value={sections.find((section) => section === search.show) ?? 'shifts'}
        onChange={(show) => change({ show: show === 'shifts' || show === null ? '' : show })}
        mt="md"
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="shifts">
            Shifts
            <Count value={waiting} label="swaps to answer" />
          </Tabs.Tab>
          <Tabs.Tab value="open">
            Open
            <Count value={takeable} label="you may take" />
          </Tabs.Tab>
          <Tabs.Tab value="inbox">
            Inbox
            <Count value={unread} label="unread" />
          </Tabs.Tab>
          <Tabs.Tab value="calendar">Calendar</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="shifts" pt="md">
          <SwapRequests personId={personId} swaps={swaps.data?.swaps ?? []} onDone={refresh} />
          {shifts.data && <ShiftWeeks shifts={mine} hours={shifts.data.hours} now={now} offline={keptAt !== null} onDone={refresh} />}
        </Tabs.Panel>
        <Tabs.Panel value="open" pt="md">
          <OpenShifts query={open} offline={keptAt !== null} onDone={refresh} />
        </Tabs.Panel>
        <Tabs.Panel value="inbox" pt="md">
          <Inbox query={notices} onDone={refresh} />
        </Tabs.Panel>
        <Tabs.Panel value="calendar" pt="md">
          <CalendarFeed />
        </Tabs.Panel>
      </Tabs>
      {sick && <SickDialog personId={personId} next={next ?? null} onClose={() => setSick(false)} onDone={refresh} />}
    </div>
  );
}

function Count({ value, label }: { value: number; label: string }) {
  return value === 0 ? null : (
    <span className={css.count}>
      {value}
      <span className="screen-reader"> {label}</span>
    </span>
  );
}
