import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { answerSwap, type Swap } from '#coverage/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from './my-shifts.module.css';
import { whenText } from './my-words.ts';

interface Props {
  personId: string;
  swaps: readonly Swap[];
  onDone: () => Promise<void>;
}

/** Swaps that wait for my answer. Those that wait for a coordinator's are on the board. */
export function SwapRequests({ personId, swaps, onDone }: Props) {
  const answer = useMutation({
    mutationFn: async ({ swap, yes }: { swap: Swap; yes: boolean }) => {
      await call(answerSwap, { params: { swapId: swap.swapId }, body: { accept: yes } });
    },
    onSettled: onDone,
  });
  const asked = swaps.filter((swap) => swap.status === 'proposed' && swap.to.personId === personId);
  return (
    <>
      <ProblemAlert error={answer.error} title="Not answered" />
      {asked.map((swap) => (
        <section key={swap.swapId} className={css.request}>
          <strong>{swap.from.name} asks you to swap</strong>
          {swap.gives && (
            <div>
              You would take {whenText(swap.gives)}, {swap.gives.unitName}
            </div>
          )}
          <div>{swap.takes ? `and give ${whenText(swap.takes)}, ${swap.takes.unitName ?? ''}` : 'and give nothing for it'}</div>
          {swap.note && <div className={css.quiet}>“{swap.note}”</div>}
          <Group gap="xs" mt="xs">
            <Button loading={answer.isPending} onClick={() => answer.mutate({ swap, yes: true })}>
              Swap
            </Button>
            <Button variant="default" disabled={answer.isPending} onClick={() => answer.mutate({ swap, yes: false })}>
              Decline
            </Button>
          </Group>
        </section>
      ))}
    </>
  );
}
