import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { addStarterModules, listModules, type ModuleLine } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot, type Tone } from '#web/ui/StatusDot.tsx';
import { dateText } from '#web/ui/time-text.ts';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { ModuleImport } from './ModuleImport.tsx';
import { modulesKey } from './modules-key.ts';
import { NewModuleDrawer } from './NewModuleDrawer.tsx';

const stateOf = (line: ModuleLine): { text: string; tone: Tone } =>
  line.withdrawn
    ? { text: 'Withdrawn', tone: 'quiet' }
    : line.version === null
      ? { text: 'Draft', tone: 'look' }
      : { text: line.draft ? 'Published, with a draft' : 'Published', tone: line.draft ? 'look' : 'good' };

const columns: readonly Column<ModuleLine>[] = [
  {
    key: 'title',
    header: 'Module',
    width: 'minmax(200px, 3fr)',
    cell: (line) => <span className="truncate">{line.title}</span>,
    sortBy: (line) => line.title,
  },
  {
    key: 'kind',
    header: 'Kind',
    width: '76px',
    cell: (line) => (line.kind === 'burst' ? 'Burst' : 'Module'),
    sortBy: (line) => line.kind,
    hiddenBelow: 960,
  },
  {
    key: 'roles',
    header: 'Job roles',
    width: 'minmax(130px, 2fr)',
    cell: (line) => (
      <span className="truncate" title={line.roles.join(', ')}>
        {line.roles.length > 4 ? `${line.roles.length} roles` : line.roles.join(', ')}
      </span>
    ),
    hiddenBelow: 960,
  },
  {
    key: 'minutes',
    header: 'Min',
    width: '56px',
    align: 'right',
    cell: (line) => line.minutes,
    sortBy: (line) => line.minutes,
    hiddenBelow: 640,
  },
  {
    key: 'items',
    header: 'Items',
    width: '64px',
    align: 'right',
    cell: (line) => line.items,
    sortBy: (line) => line.items,
    hiddenBelow: 960,
  },
  {
    key: 'running',
    header: 'Begun',
    width: '70px',
    align: 'right',
    cell: (line) => line.running,
    sortBy: (line) => line.running,
    hiddenBelow: 960,
  },
  {
    key: 'passed',
    header: 'Passed',
    width: '72px',
    align: 'right',
    cell: (line) => line.passed,
    sortBy: (line) => line.passed,
    hiddenBelow: 640,
  },
  {
    key: 'version',
    header: 'Version',
    width: '76px',
    align: 'right',
    cell: (line) => line.version ?? '–',
    sortBy: (line) => line.version ?? 0,
  },
  {
    key: 'state',
    header: 'State',
    width: 'minmax(110px, 1fr)',
    cell: (line) => {
      const { text, tone } = stateOf(line);
      return <StatusDot tone={tone}>{text}</StatusDot>;
    },
    sortBy: (line) => stateOf(line).text,
  },
  {
    key: 'published',
    header: 'Since',
    width: '100px',
    cell: (line) => (line.publishedAt === null ? '–' : dateText(line.publishedAt)),
    sortBy: (line) => line.publishedAt ?? 0,
    hiddenBelow: 960,
  },
];

/** All modules: what learners have, what is being written. */
export function ModulesPage() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const mayChange = useCan('training.change');
  const [search, change] = useSearchState();
  const [adding, setAdding] = useState<'new' | 'files' | null>(null);
  const query = useQuery({ queryKey: [...modulesKey, 'list'], queryFn: () => call(listModules, {}) });
  useNews(['training.module-published', 'training.modules-changed'], () => void query.refetch());
  const starter = useMutation({
    mutationFn: () => call(addStarterModules, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: modulesKey }),
  });
  const all = query.data?.modules ?? [];
  const typed = (search.q ?? '').toLowerCase();
  const rows = all.filter(
    (line) =>
      `${line.title} ${line.moduleId} ${line.roles.join(' ')}`.toLowerCase().includes(typed) &&
      (search.show === 'drafts' ? line.draft : search.show === 'bursts' ? line.kind === 'burst' : true),
  );
  const addStarter = (
    <Button variant="default" loading={starter.isPending} onClick={() => starter.mutate()}>
      Add AtElbow’s modules
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Modules"
        note="What is published never changes: whoever began a version finishes that one."
        actions={
          mayChange && (
            <>
              <Button variant="default" onClick={() => setAdding('files')}>
                Import files
              </Button>
              <Button onClick={() => setAdding('new')}>New module</Button>
            </>
          )
        }
      />
      <ProblemAlert error={query.error} title="The modules could not be read" onRetry={() => void query.refetch()} />
      <ProblemAlert error={starter.error} title="They were not added" />
      {all.length > 0 && (
        <Toolbar end={`${rows.length} shown`}>
          <TextInput
            aria-label="Search modules"
            placeholder="Title or job role"
            leftSection={<IconSearch size={16} stroke={1.6} />}
            w={240}
            defaultValue={search.q ?? ''}
            onChange={(event) => change({ q: event.currentTarget.value })}
          />
          <SegmentedControl
            size="xs"
            aria-label="Show"
            value={search.show ?? ''}
            onChange={(show) => change({ show })}
            data={[
              { value: '', label: 'All' },
              { value: 'drafts', label: 'Drafts' },
              { value: 'bursts', label: 'Bursts' },
            ]}
          />
          {mayChange && !all.some((line) => line.moduleId === 'everybody-right-patient') && addStarter}
        </Toolbar>
      )}
      {query.data && (
        <DataTable
          label="Modules"
          columns={columns}
          rows={rows}
          rowKey={(line) => line.moduleId}
          {...(mayChange ? { onOpen: (line: ModuleLine) => void navigate({ to: `/training/modules/${line.moduleId}` as never }) } : {})}
          empty={
            all.length > 0 ? (
              <EmptyState title="Nothing fits">Search for a part of the title, or show all.</EmptyState>
            ) : (
              <EmptyState title="There is no module yet" action={mayChange && addStarter}>
                AtElbow comes with modules for seven job roles, written for its practice EHR. Add them and change what is different here,
                write your own, or import files.
              </EmptyState>
            )
          }
        />
      )}
      {all.length > 0 && (
        <p>
          <LinkButton to={'/training/curricula' as never} variant="subtle" size="xs">
            Order by job role
          </LinkButton>
          <LinkButton to={'/training/items' as never} variant="subtle" size="xs">
            Items that need a look
          </LinkButton>
          <LinkButton to={'/training/learners' as never} variant="subtle" size="xs">
            How learners get on
          </LinkButton>
        </p>
      )}
      {adding === 'new' && <NewModuleDrawer taken={new Set(all.map((line) => line.moduleId))} onClose={() => setAdding(null)} />}
      {adding === 'files' && <ModuleImport onClose={() => setAdding(null)} />}
    </>
  );
}
