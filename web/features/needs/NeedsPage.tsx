import { Button, Loader } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { addStartingMaps, type RoleNeeds } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useCan } from '#web/app/session.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { wordText } from '#web/ui/word-text.ts';
import { useNeeds, useRefreshNeeds } from './use-needs.ts';

/** How far the needs assessment of each job role is. */
export function NeedsPage() {
  const { data, error, refetch } = useNeeds();
  const mayChange = useCan('training.change');
  const refresh = useRefreshNeeds();
  const navigate = useNavigate();
  const adding = useMutation({ mutationFn: () => call(addStartingMaps, {}), onSuccess: refresh });
  const start = mayChange && (
    <Button variant="default" loading={adding.isPending} onClick={() => adding.mutate()}>
      Add starting maps
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Needs assessment"
        note="How each job role works today and will work; what follows for its requirements"
        actions={start}
      />
      <ProblemAlert error={error ?? adding.error} title="The assessment could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && (
        <DataTable
          label="Job roles"
          columns={columns}
          rows={data.roles}
          rowKey={(role) => role.jobRole}
          onOpen={({ jobRole }) => void navigate({ to: '/training/needs/$jobRole', params: { jobRole } })}
          empty={
            <EmptyState title="No job role yet" action={start}>
              Job roles come from people.csv; ten of them have a map to begin with.
            </EmptyState>
          }
        />
      )}
    </>
  );
}

const columns: Column<RoleNeeds>[] = [
  { key: 'role', header: 'Job role', width: 'minmax(150px, 1.5fr)', sortBy: (one) => one.jobRole, cell: (one) => wordText(one.jobRole) },
  { key: 'people', header: 'People', width: '90px', align: 'right', sortBy: (one) => one.people, cell: (one) => one.people },
  { key: 'map', header: 'Map', width: '90px', hiddenBelow: 640, cell: (one) => (one.hasMap ? 'yes' : '') },
  { key: 'tasks', header: 'Tasks', width: '90px', align: 'right', sortBy: (one) => one.tasks, cell: (one) => one.tasks },
  {
    key: 'high',
    header: 'High priority',
    width: '120px',
    align: 'right',
    hiddenBelow: 640,
    sortBy: (one) => one.high,
    cell: (one) => one.high,
  },
  {
    key: 'pains',
    header: 'Pain points',
    width: '110px',
    align: 'right',
    hiddenBelow: 640,
    sortBy: (one) => one.pains,
    cell: (one) => one.pains,
  },
  {
    key: 'answers',
    header: 'Answers',
    width: '90px',
    align: 'right',
    hiddenBelow: 960,
    sortBy: (one) => one.answers,
    cell: (one) => one.answers,
  },
  {
    key: 'proposals',
    header: 'To decide',
    width: '100px',
    align: 'right',
    sortBy: (one) => one.proposals,
    cell: (one) => one.proposals || '',
  },
];
