import { Loader, Tabs } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { wordText } from '#web/ui/word-text.ts';
import { ProposalList } from './ProposalList.tsx';
import { TaskList } from './TaskList.tsx';
import { useRoleNeeds } from './use-needs.ts';
import { WorkflowEditor } from './WorkflowEditor.tsx';

const tabs = ['tasks', 'workflow', 'requirements'] as const;

/** The assessment of one job role: tasks by priority, today's and the future workflow, what would change in the requirements. */
export function RoleNeedsPage() {
  const { jobRole } = useParams({ strict: false }) as { jobRole: string };
  const { data, error, refetch } = useRoleNeeds(jobRole);
  const [search, change] = useSearchState();
  const decide = data?.proposals.filter(({ kind }) => kind !== 'question').length ?? 0;
  return (
    <>
      <PageHeader title={wordText(jobRole)} note="Needs assessment" />
      <ProblemAlert error={error} title="The assessment could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && (
        <Tabs
          value={tabs.find((tab) => tab === search.show) ?? 'tasks'}
          onChange={(show) => change({ show: show === 'tasks' || show === null ? '' : show })}
          keepMounted={false}
        >
          <Tabs.List mb="md">
            <Tabs.Tab value="tasks">Tasks</Tabs.Tab>
            <Tabs.Tab value="workflow">Workflow</Tabs.Tab>
            <Tabs.Tab value="requirements">Requirements{decide > 0 ? ` (${decide} to decide)` : ''}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="tasks">
            <TaskList page={data} />
          </Tabs.Panel>
          <Tabs.Panel value="workflow">
            <WorkflowEditor page={data} />
          </Tabs.Panel>
          <Tabs.Panel value="requirements">
            <ProposalList page={data} />
          </Tabs.Panel>
        </Tabs>
      )}
    </>
  );
}
