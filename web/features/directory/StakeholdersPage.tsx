import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listStakeholders, type StakeholderRow } from '#directory/stakeholders/contract.ts';
import { stakeholdersKey } from './query-keys.ts';
import { StakeholderDrawer } from './StakeholderDrawer.tsx';
import { engagementText, kindText, levelRank, levelText } from './stakeholder-words.ts';
import { call } from '#web/app/call.ts';
import { useCan } from '#web/app/session.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';

const cut = (text: string) => (
  <span className="truncate" title={text}>
    {text}
  </span>
);

const columns: Column<StakeholderRow>[] = [
  { key: 'name', header: 'Name', width: 'minmax(150px, 1.2fr)', sortBy: (one) => one.name, cell: (one) => cut(one.name) },
  { key: 'kind', header: 'As', width: '150px', hiddenBelow: 640, sortBy: (one) => one.kind, cell: (one) => kindText[one.kind] },
  {
    key: 'title',
    header: 'Title',
    width: 'minmax(140px, 1.2fr)',
    hiddenBelow: 960,
    sortBy: (one) => one.title,
    cell: (one) => cut([one.title, one.organisation].filter(Boolean).join(', ')),
  },
  {
    key: 'influence',
    header: 'Influence',
    width: '92px',
    hiddenBelow: 960,
    sortBy: (one) => levelRank[one.influence],
    cell: (one) => levelText[one.influence],
  },
  {
    key: 'interest',
    header: 'Interest',
    width: '92px',
    hiddenBelow: 960,
    sortBy: (one) => levelRank[one.interest],
    cell: (one) => levelText[one.interest],
  },
  {
    key: 'engagement',
    header: 'Engagement',
    width: 'minmax(236px, 1fr)',
    sortBy: (one) => one.engagement,
    cell: (one) => <Engagement one={one} />,
  },
  { key: 'concerns', header: 'Cares about', width: 'minmax(180px, 2fr)', hiddenBelow: 640, cell: (one) => cut(one.concerns) },
];

function Engagement({ one }: { one: StakeholderRow }) {
  const there = one.engagement === one.engagementWanted;
  return (
    <StatusDot tone={there ? 'good' : 'look'}>
      {there
        ? engagementText[one.engagement]
        : `${engagementText[one.engagement]}, wanted ${engagementText[one.engagementWanted].toLowerCase()}`}
    </StatusDot>
  );
}

/** Who must stand behind the go-live, where they stand now, and where they are wanted. */
export function StakeholdersPage() {
  const { data, error, refetch } = useQuery({ queryKey: stakeholdersKey, queryFn: () => call(listStakeholders, {}) });
  const mayChange = useCan('directory.change');
  const [open, setOpen] = useState<StakeholderRow | 'new' | null>(null);
  const add = mayChange && <Button onClick={() => setOpen('new')}>Add a stakeholder</Button>;
  return (
    <>
      <PageHeader
        title="Stakeholders"
        note="Sponsors, champions and partners outside, and where each of them stands."
        actions={data && data.stakeholders.length > 0 && add}
      />
      <ProblemAlert error={error} title="The register could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && (
        <DataTable
          label="Stakeholders"
          columns={columns}
          rows={data.stakeholders}
          rowKey={(one) => one.stakeholderId}
          {...(mayChange ? { onOpen: setOpen } : {})}
          empty={
            <EmptyState title="The register is empty" action={add}>
              Begin with the executive sponsor and one physician and one nurse champion for every unit that goes live.
            </EmptyState>
          }
        />
      )}
      {open && <StakeholderDrawer stakeholder={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}
