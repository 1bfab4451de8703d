import { Button, Group, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { askTaper, listSignOffs, signOff, withdrawSignOff } from '#coverage/contract.ts';
import type { LocalDate } from '#kernel/time.ts';
import { call } from '#web/app/call.ts';
import { useCan } from '#web/app/session.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { lengthText } from '#web/ui/time-text.ts';
import type { BoardModel } from './board-model.ts';
import { localDayText } from '#web/ui/local-date-text.ts';
import css from './SidePanel.module.css';

/** 'What if we took this shift's support away from here on?', and the shift's own word that it is comfortable. */
export function TaperBlock({ model, unitId, from }: { model: BoardModel; unitId: string; from: LocalDate }) {
  const { shifts, planId, to } = model.answer;
  const [shiftId, setShiftId] = useState(shifts[0]?.shiftId ?? '');
  const client = useQueryClient();
  const maySign = useCan('coverage.sign-off');
  const ask = useMutation({ mutationFn: () => call(askTaper, { params: { planId }, body: { unitId, shiftId, from, to } }) });
  const signed = useQuery({ queryKey: ['coverage', 'sign-offs'], queryFn: () => call(listSignOffs, {}) });
  const known = signed.data?.signOffs.find((one) => one.unitId === unitId && one.shiftId === shiftId && one.withdrawnAt === null);
  const sign = useMutation({
    mutationFn: async () => {
      if (known) await call(withdrawSignOff, { params: { signOffId: known.signOffId } });
      else await call(signOff, { body: { unitId, shiftId, from } });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['coverage', 'sign-offs'] }),
  });
  return (
    <section>
      <h3 className={css.heading}>Taper from {from}</h3>
      <Group gap="xs" align="flex-end">
        <Select
          size="xs"
          flex={1}
          aria-label="Shift"
          data={shifts.map((shift) => ({ value: shift.shiftId, label: `${shift.shiftId}, ${shift.start}–${shift.end}` }))}
          value={shiftId}
          allowDeselect={false}
          onChange={(value) => {
            setShiftId(value ?? '');
            ask.reset();
          }}
        />
        <Button size="xs" variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
          What if we cut it?
        </Button>
      </Group>
      <ProblemAlert error={ask.error ?? sign.error} />
      {ask.data && (
        <>
          <p className={css.bold}>{ask.data.summary}</p>
          <p className={css.quiet}>
            Saves {lengthText(ask.data.savedHours * 3_600_000)} and {Math.round(ask.data.savedWages).toLocaleString('en')} in wages.
          </p>
          <ul className={css.lines}>
            {ask.data.lost.slice(0, 20).map((line) => (
              <li key={line.needId}>{line.text}</li>
            ))}
          </ul>
        </>
      )}
      {maySign && (
        <Group gap="xs" mt="sm">
          <Button size="xs" variant="default" loading={sign.isPending} onClick={() => sign.mutate()}>
            {known ? 'Not comfortable after all' : 'This shift says it is comfortable'}
          </Button>
          {known && (
            <span className={css.quiet}>
              Signed off from {localDayText(known.from)} by {known.by}; the next plan leaves it out.
            </span>
          )}
        </Group>
      )}
    </section>
  );
}
