import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { attendByCode } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';

/** Opened by the code on the wall of the room: one tap, and I was there. */
export function AttendPage() {
  const { code } = useParams({ strict: false }) as { code: string };
  const attending = useMutation({ mutationFn: () => call(attendByCode, { params: { code } }) });
  return (
    <>
      <PageHeader title="In class" />
      <ProblemAlert error={attending.error} title="You are not marked as present" />
      {attending.data ? (
        <EmptyState
          title={`You are present: ${attending.data.courseName}`}
          action={<LinkButton to="/learn/classes">My classes</LinkButton>}
        >
          {attending.data.trainerName} sees you on the list.
        </EmptyState>
      ) : (
        <EmptyState
          title="Are you in the room?"
          action={
            <Button size="lg" loading={attending.isPending} onClick={() => attending.mutate()}>
              I am here
            </Button>
          }
        >
          This marks you as present in the class of this code.
        </EmptyState>
      )}
    </>
  );
}
