import { Button, Loader } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useCallback, useMemo, useState } from 'react';
import { useAccount, useCan } from '#web/app/session.tsx';
import { usePlaces } from '#web/app/use-places.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { useNow } from '#web/ui/use-now.ts';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { CallDrawer } from './CallDrawer.tsx';
import css from './desk.module.css';
import { filters, fits, says, type DeskFilter } from './desk-words.ts';
import { DeskHelp } from './DeskHelp.tsx';
import { DeskList } from './DeskList.tsx';
import { DeskToolbar } from './DeskToolbar.tsx';
import { RequestPane } from './RequestPane.tsx';
import { useDesk } from './use-desk.ts';

const tickMs = 10_000;

/** The help desk: the queue in serving order, and beside it the request that one works on. All of it by keys. */
export function DeskPage() {
  const me = useAccount().personId;
  const mayWork = useCan('support.desk');
  const { unitName } = usePlaces();
  const { data, error, refetch } = useDesk();
  const [search, change] = useSearchState();
  const filter: DeskFilter = filters.find((one) => one === search.show) ?? 'all';
  const [typed, unit, opened] = [search.q ?? '', search.unit ?? '', search.request ?? null];
  const [cursor, setCursor] = useState<string | null>(opened);
  const [dialog, setDialog] = useState<'call' | 'help' | null>(null);
  const now = useNow(tickMs);
  const all = useMemo(() => data?.requests ?? [], [data]);
  const rows = useMemo(
    () =>
      all.filter(
        (row) =>
          fits(row, filter, me, now) && (unit === '' || row.unitId === unit) && (typed === '' || says(row, typed, unitName(row.unitId))),
      ),
    [all, filter, me, now, unit, typed, unitName],
  );
  const counts = useMemo(
    () =>
      Object.fromEntries(filters.map((one) => [one, all.filter((row) => fits(row, one, me, now)).length])) as Record<DeskFilter, number>,
    [all, me, now],
  );
  const open = useCallback(
    (requestId: string) => {
      setCursor(requestId);
      change({ request: requestId });
    },
    [change],
  );
  const close = (): void => {
    change({ request: '' });
    document.getElementById('desk-queue')?.focus();
  };
  const walk = (step: 1 | -1): void => {
    const at = Math.max(
      0,
      rows.findIndex(({ requestId }) => requestId === cursor),
    );
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
    if (!next) return;
    if (opened) open(next.requestId);
    else {
      setCursor(next.requestId);
      document.getElementById('desk-queue')?.focus();
    }
  };
  useHotkeys([
    ['j', () => walk(1)],
    ['k', () => !opened && walk(-1)],
    ['shift+K', () => walk(-1)],
    ['/', () => document.getElementById('desk-search')?.focus()],
    ['c', () => mayWork && setDialog('call')],
    ['?', () => setDialog('help')],
    ['shift+?', () => setDialog('help')],
    ['escape', () => opened && close()],
    ['i', () => document.querySelector<HTMLInputElement>('#desk-pane fieldset input:checked')?.focus()],
    ...filters.map((one, i): [string, () => void] => [String(i + 1), () => change({ show: one === 'all' ? '' : one })]),
  ]);
  const nameOf = useMemo(() => {
    const names = new Map((data?.onDuty ?? []).map((one) => [one.personId, one.name]));
    return (personId: string): string => names.get(personId) ?? personId;
  }, [data]);
  return (
    <div className={css.desk} data-open={opened !== null || undefined}>
      <DeskToolbar
        filter={filter}
        counts={counts}
        typed={typed}
        unit={unit}
        onDuty={data?.onDuty ?? []}
        onChange={change}
        onCall={mayWork ? () => setDialog('call') : null}
        onHelp={() => setDialog('help')}
      />
      <ProblemAlert error={error} title="The queue could not be read" onRetry={() => void refetch()} />
      <div className={css.split}>
        <div className={css.queue}>
          {!data && !error && <Loader size="sm" m="md" />}
          {data && rows.length === 0 && <Nothing all={all.length} onAll={() => change({ show: '', q: '', unit: '' })} />}
          {rows.length > 0 && (
            <DeskList
              rows={rows}
              cursor={cursor ?? opened}
              now={now}
              unitName={unitName}
              onCursor={opened ? open : setCursor}
              onOpen={open}
            />
          )}
        </div>
        {opened && (
          <RequestPane key={opened} requestId={opened} now={now} mayWork={mayWork} nameOf={nameOf} onClose={close} onOpen={open} />
        )}
      </div>
      {dialog === 'call' && (
        <CallDrawer
          onClose={() => setDialog(null)}
          onMade={(requestId) => {
            setDialog(null);
            open(requestId);
          }}
        />
      )}
      {dialog === 'help' && <DeskHelp onClose={() => setDialog(null)} />}
    </div>
  );
}

function Nothing({ all, onAll }: { all: number; onAll: () => void }) {
  return (
    <div className={css.nothing}>
      {all === 0 ? (
        <EmptyState title="Nobody waits">Requests appear here by themselves, in the order in which they are served.</EmptyState>
      ) : (
        <EmptyState
          title="Nothing fits"
          action={
            <Button variant="default" onClick={onAll}>
              Show all
            </Button>
          }
        >
          Others are in the queue.
        </EmptyState>
      )}
    </div>
  );
}
