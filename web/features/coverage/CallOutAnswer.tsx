import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { acceptCallOut, reproposeCallOut, withdrawCallOut, type CallOut } from '#coverage/contract.ts';
import { CallError } from '#platform/http/call.ts';
import { call } from '#web/app/call.ts';
import { waitingKey } from '#web/app/waiting.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from './SidePanel.module.css';

interface Props {
  callOut: CallOut;
  onRenewed: (callOut: CallOut) => void;
  onDone: () => void;
}

const isOutdated = (error: unknown): boolean => error instanceof CallError && error.code === 'changed-meanwhile';

/** What a coordinator answers to a proposed repair. */
export function CallOutAnswer({ callOut, onRenewed, onDone }: Props) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const params = { callOutId: callOut.callOutId };
  const done = (): void => {
    void client.invalidateQueries({ queryKey: waitingKey });
    onDone();
  };
  const again = useMutation({ mutationFn: () => call(reproposeCallOut, { params }), onSuccess: onRenewed });
  const accept = useMutation({
    mutationFn: () => call(acceptCallOut, { params }),
    onSuccess: () => {
      notifications.show({ message: `${callOut.personName}’s shifts are covered anew; all concerned have been told.` });
      done();
    },
    // Nobody should have to know that the plan moved on: the new proposal comes by itself, and waits for its own yes.
    onError: (error) => isOutdated(error) && again.mutate(),
  });
  const withdraw = useMutation({ mutationFn: () => call(withdrawCallOut, { params }), onSuccess: done });
  const outdated = isOutdated(accept.error);
  return (
    <>
      {outdated && again.isSuccess && (
        <p className={css.again} role="status">
          The plan changed after this was proposed, so here is a new proposal. Look at it once more.
        </p>
      )}
      <ProblemAlert error={again.error ?? (outdated ? null : accept.error)} title="Not put in force" />
      <Group mt="sm" gap="xs">
        <Button size="xs" loading={accept.isPending} disabled={again.isPending} onClick={() => accept.mutate()}>
          {callOut.repair.changes.length === 0 ? 'Accept' : 'Accept and tell them'}
        </Button>
        <Button size="xs" variant="default" loading={again.isPending} disabled={accept.isPending} onClick={() => again.mutate()}>
          Propose again
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={() => setAsking(true)}>
          Withdraw …
        </Button>
      </Group>
      <ConfirmDialog
        opened={asking}
        title={`${callOut.personName} comes after all?`}
        confirm="Withdraw the call-out"
        busy={withdraw.isPending}
        error={withdraw.error}
        onConfirm={() => withdraw.mutate()}
        onClose={() => setAsking(false)}
      >
        The plan stays as it is, with {callOut.personName} in it. They are not told by AtElbow: make sure that they know.
      </ConfirmDialog>
    </>
  );
}
