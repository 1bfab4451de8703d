import { Alert, Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { listDeliveries, retryDelivery } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useCan } from '#web/app/session.tsx';
import { plural } from '#web/ui/time-text.ts';

/** Decisions that another system could not be told. Nothing to see where all arrived. */
export function DeliveryAlert() {
  const { data, refetch } = useQuery({ queryKey: ['training', 'deliveries'], queryFn: () => call(listDeliveries, {}) });
  const mayRetry = useCan('training.waive');
  const failed = (data?.deliveries ?? []).filter((one) => one.state === 'failed');
  const retrying = useMutation({
    mutationFn: () => Promise.all(failed.map(({ deliveryId }) => call(retryDelivery, { params: { deliveryId } }))),
    onSettled: () => refetch(),
  });
  if (failed.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" title={`${plural(failed.length, 'decision')} did not reach another system`} mb="md">
      <ul>
        {[...new Set(failed.map((one) => `${one.target}: ${one.problem}`))].slice(0, 5).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {mayRetry && (
        <Button size="xs" variant="default" loading={retrying.isPending} onClick={() => retrying.mutate()}>
          Send again
        </Button>
      )}
    </Alert>
  );
}
