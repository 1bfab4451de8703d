import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { offerShare } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from './screen-share.module.css';
import { SeeScreen } from './SeeScreen.tsx';

/** The agent's side: the code for the telephone, then the caller's screen once they consent. */
export function SeeScreenPage() {
  const { requestId } = useParams({ strict: false }) as { requestId: string };
  const ask = useMutation({ mutationFn: () => call(offerShare, { params: { requestId } }) });
  return (
    <div className={css.page}>
      <PageHeader title="See the caller’s screen" note="They see who asks, and decide. Nothing is recorded." />
      <ProblemAlert error={ask.error} title="The screen cannot be asked for" />
      {ask.data ? (
        <SeeScreen key={ask.data.shareId} offered={ask.data} onAgain={() => ask.mutate()} />
      ) : (
        <Button size="md" loading={ask.isPending} onClick={() => ask.mutate()}>
          Ask to see the screen
        </Button>
      )}
    </div>
  );
}
