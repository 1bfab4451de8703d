import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { approveSwap, type ShiftCard, type Swap } from '#coverage/contract.ts';
import { call } from '#web/app/call.ts';
import { waitingKey } from '#web/app/waiting.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, spanText } from '#web/ui/time-text.ts';
import css from './SidePanel.module.css';

const shiftText = (shift: ShiftCard): string =>
  `${dateText(shift.start, shift.timeZone)}, ${spanText(shift.start, shift.end, shift.timeZone)}, ${shift.unitName ?? 'a place of their choice'}`;

/** A swap on which two supporters agreed. The rules are asked again when it is approved. */
export function SwapAnswer({ swap }: { swap: Swap }) {
  const client = useQueryClient();
  const answer = useMutation({
    mutationFn: (approve: boolean) => call(approveSwap, { params: { swapId: swap.swapId }, body: { approve } }),
    onSettled: () => client.invalidateQueries({ queryKey: waitingKey }),
  });
  return (
    <section className={css.asked} aria-label={`Swap of ${swap.from.name} and ${swap.to.name}`}>
      <div className={css.bold}>
        {swap.from.name} and {swap.to.name}
      </div>
      {swap.gives ? (
        <div>
          {swap.to.name} takes {shiftText(swap.gives)}
        </div>
      ) : (
        <div className={css.gap}>The shift to be given is no longer there.</div>
      )}
      {swap.takes && (
        <div>
          {swap.from.name} takes {shiftText(swap.takes)}
        </div>
      )}
      {swap.note && <div className={css.quiet}>“{swap.note}”</div>}
      <ProblemAlert error={answer.error} title="Not answered" />
      <Group mt="sm" gap="xs">
        <Button
          size="xs"
          disabled={swap.gives === null || answer.isPending}
          loading={answer.isPending && answer.variables}
          onClick={() => answer.mutate(true)}
        >
          Approve
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={answer.isPending}
          loading={answer.isPending && !answer.variables}
          onClick={() => answer.mutate(false)}
        >
          Decline
        </Button>
      </Group>
    </section>
  );
}
