import { Button, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, type UseQueryResult } from '@tanstack/react-query';
import { takeOpenShift, type OpenShift } from '#coverage/contract.ts';
import { call } from '#web/app/call.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, spanText } from '#web/ui/time-text.ts';
import css from './my-shifts.module.css';

interface Props {
  query: UseQueryResult<{ openShifts: OpenShift[] }>;
  offline: boolean;
  onDone: () => Promise<void>;
}

/** What colleagues offer and what nobody serves; what I may not take says why. */
export function OpenShifts({ query, offline, onDone }: Props) {
  const take = useMutation({
    mutationFn: (key: string) => call(takeOpenShift, { body: { key } }),
    onSuccess: ({ status }) => {
      notifications.show({ message: status === 'done' ? 'It is yours.' : 'A coordinator must say yes first; you will be told.' });
      return onDone();
    },
    onError: () => void onDone(),
  });
  const list = query.data?.openShifts ?? [];
  return (
    <>
      <ProblemAlert error={query.error} title="Open shifts could not be loaded" onRetry={() => void query.refetch()} />
      <ProblemAlert error={take.error} title="Not taken" />
      {query.isPending && <Skeleton height={160} />}
      {query.data && list.length === 0 && (
        <EmptyState title="Nothing is open">When a colleague gives a shift back or a need is short, it appears here.</EmptyState>
      )}
      <ul className={css.list}>
        {list.map((shift) => (
          <li key={shift.key} className={css.shift}>
            <div className={css.day}>
              <strong>{dateText(shift.start, shift.timeZone)}</strong>
              <span className="tabular">{spanText(shift.start, shift.end, shift.timeZone)}</span>
            </div>
            <div className={css.what}>
              <div className={css.unit}>{shift.unitName ?? 'Place by choice'}</div>
              <div className={css.quiet}>
                {shift.where}
                {shift.topic && `; ${shift.topic}`}
              </div>
              <div className={css.quiet}>{shift.offeredBy ? `${shift.offeredBy.name} offers it` : 'Nobody is there yet'}</div>
              {shift.verdicts.map((verdict) => (
                <div key={verdict.text} className={verdict.level === 'hard' ? css.no : css.quiet}>
                  {verdict.text}
                </div>
              ))}
            </div>
            {shift.allowed && (
              <Button
                variant="light"
                disabled={offline}
                loading={take.isPending && take.variables === shift.key}
                onClick={() => take.mutate(shift.key)}
              >
                Take
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
