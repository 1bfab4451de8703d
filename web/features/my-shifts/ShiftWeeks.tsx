import { ActionIcon, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDots } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { offerShift, withdrawOffer, withdrawSwap, type ShiftCard } from '#coverage/contract.ts';
import type { Instant } from '#kernel/time.ts';
import { call } from '#web/app/call.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { problemText } from '#web/ui/ProblemAlert.tsx';
import { dateText, plural, spanText } from '#web/ui/time-text.ts';
import css from './my-shifts.module.css';
import { byWeek, dayText, whenText } from './my-words.ts';
import { Beside } from './NextShift.tsx';
import { SwapDialog } from './SwapDialog.tsx';

interface Props {
  shifts: readonly ShiftCard[];
  /** ISO week -> hours. */
  hours: Readonly<Record<string, number>>;
  now: Instant;
  offline: boolean;
  onDone: () => Promise<void>;
}

type Asking = { readonly kind: 'offer' | 'swap'; readonly shift: ShiftCard } | null;

export function ShiftWeeks({ shifts, hours, now, offline, onDone }: Props) {
  const [asking, setAsking] = useState<Asking>(null);
  const offer = useMutation({
    mutationFn: (shift: ShiftCard) => call(offerShift, { body: { assignmentId: shift.id } }),
    onSuccess: ({ told }) => {
      notifications.show({
        message:
          told === 0
            ? 'Offered. Nobody else may take it at the moment; it stays yours.'
            : `Offered to ${plural(told, 'colleague')}. It stays yours until somebody takes it.`,
      });
      setAsking(null);
      return onDone();
    },
  });
  return (
    <>
      {byWeek(shifts).map(({ week, monday, shifts: list }) => (
        <section key={week} className={css.week}>
          <h2 className={css.weekName}>
            Week {Number(week.slice(6))}
            <span className={css.quiet}>{list[0] ? dateText(Date.parse(`${monday}T12:00:00Z`), 'UTC') : ''}</span>
            <span className={css.hours}>{Math.round((hours[week] ?? 0) * 10) / 10} h</span>
          </h2>
          <ul className={css.list}>
            {list.map((shift) => (
              <li key={shift.id} className={css.shift}>
                <div className={css.day}>
                  <strong>{dayText(shift.start, shift.timeZone, now)}</strong>
                  <span className="tabular">{spanText(shift.start, shift.end, shift.timeZone)}</span>
                </div>
                <div className={css.what}>
                  <div className={css.unit}>{shift.unitName ?? 'Where you agree'}</div>
                  <div className={css.quiet}>{shift.where}</div>
                  {shift.beside.length > 0 && <Beside shift={shift} />}
                  <Standing shift={shift} offline={offline} onDone={onDone} />
                </div>
                {shift.offerId === null && shift.swapId === null && shift.start > now && (
                  <Menu position="bottom-end" shadow="md">
                    <Menu.Target>
                      <ActionIcon
                        size={44}
                        variant="subtle"
                        color="gray"
                        disabled={offline}
                        aria-label={`Give back or swap: ${whenText(shift)}`}
                      >
                        <IconDots size={20} />
                      </ActionIcon>
                    </Menu.Target>
                    <Menu.Dropdown>
                      <Menu.Item onClick={() => setAsking({ kind: 'offer', shift })}>Give back …</Menu.Item>
                      <Menu.Item onClick={() => setAsking({ kind: 'swap', shift })}>Swap with a colleague …</Menu.Item>
                    </Menu.Dropdown>
                  </Menu>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <ConfirmDialog
        opened={asking?.kind === 'offer'}
        title="Give this shift back?"
        confirm="Offer it"
        busy={offer.isPending}
        error={offer.error}
        onConfirm={() => asking && offer.mutate(asking.shift)}
        onClose={() => setAsking(null)}
      >
        {asking && `${whenText(asking.shift)}, ${asking.shift.unitName ?? ''}.`} Colleagues who may take it are told. It stays yours until
        one of them does.
      </ConfirmDialog>
      {asking?.kind === 'swap' && <SwapDialog shift={asking.shift} onClose={() => setAsking(null)} onDone={onDone} />}
    </>
  );
}

/** Offered, or a swap proposed: says so, and takes it back. */
function Standing({ shift, offline, onDone }: { shift: ShiftCard; offline: boolean; onDone: () => Promise<void> }) {
  const back = useMutation({
    mutationFn: async () => {
      if (shift.offerId !== null) await call(withdrawOffer, { params: { offerId: shift.offerId } });
      if (shift.swapId !== null) await call(withdrawSwap, { params: { swapId: shift.swapId } });
    },
    onSuccess: onDone,
    onError: (error) => notifications.show({ color: 'red', title: 'Not taken back', message: problemText(error) }),
  });
  if (shift.offerId === null && shift.swapId === null) return null;
  return (
    <div className={css.standing}>
      {shift.offerId !== null ? 'Offered to colleagues' : 'Swap proposed'}
      <button type="button" className={css.link} disabled={offline || back.isPending} onClick={() => back.mutate()}>
        Keep it after all
      </button>
    </div>
  );
}
