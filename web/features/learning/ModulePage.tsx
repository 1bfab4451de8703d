import { Alert, Skeleton } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { getOwnModule } from '#training/contract.ts';
import { useKeptAt } from '#web/app/call.ts';
import { useAccount } from '#web/app/session.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, timeText } from '#web/ui/time-text.ts';
import css from './learning.module.css';
import { ModulePlayer } from './ModulePlayer.tsx';
import { ModuleStart } from './ModuleStart.tsx';
import { useModule } from './use-module.ts';

/** One module to go through: at a desk, on a phone, through a hole in the network. */
export function ModulePage() {
  const { moduleId = '' } = useParams({ strict: false });
  const account = useAccount();
  if (account.personId === null)
    return (
      <>
        <PageHeader title="Module" />
        <EmptyState title="Your account is not linked to a person">
          Training is kept under a person. Ask an administrator to link your account to your line in the directory.
        </EmptyState>
      </>
    );
  return <Loaded key={moduleId} moduleId={moduleId} />;
}

function Loaded({ moduleId }: { moduleId: string }) {
  const { query, learning } = useModule(moduleId);
  const keptAt = useKeptAt(getOwnModule.path.replace(':moduleId', moduleId));
  const { data } = query;
  return (
    <div className={css.page}>
      {data ? (
        <PageHeader title={data.module.title} note={`${data.module.minutes} minutes · version ${data.module.version}`} />
      ) : (
        <PageHeader title="Module" />
      )}
      {(keptAt !== null || learning.waiting.length > 0) && (
        <Alert
          color="yellow"
          variant="light"
          mb="md"
          role="status"
          title={keptAt === null ? 'Not everything has been sent' : 'No connection'}
        >
          {keptAt !== null &&
            `This is the module as it was at ${timeText(new Date(keptAt))}, ${dateText(new Date(keptAt))}. You can read on. `}
          {learning.waiting.length > 0 &&
            `${learning.waiting.length} ${learning.waiting.length === 1 ? 'answer waits' : 'answers wait'} on this device and ${learning.waiting.length === 1 ? 'is' : 'are'} sent by itself as soon as the server can be reached.`}
        </Alert>
      )}
      {learning.refused.map((text) => (
        <Alert key={text} color="yellow" variant="light" mb="md" title="An answer was not taken">
          {text}
        </Alert>
      ))}
      <ProblemAlert error={query.error} title="The module could not be opened" onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton height={240} radius="md" />}
      {data &&
        (data.run && data.run.passedAt === null ? (
          <ModulePlayer module={data.module} newer={data.newer} learning={{ ...learning, run: data.run }} />
        ) : (
          <ModuleStart
            module={data.module}
            run={data.run}
            missing={data.missing}
            onStarted={() => void query.refetch()}
            onStep={learning.step}
          />
        ))}
    </div>
  );
}
