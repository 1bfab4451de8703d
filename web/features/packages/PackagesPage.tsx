import { Alert, Badge, Button, List } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getMatrix, listPackages, withdrawPackage, type PackageIssue, type PackageLine } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { FileDrop } from '#web/ui/FileDrop.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, plural } from '#web/ui/time-text.ts';
import { kindText, packagesKey } from './package-words.ts';
import { sendPackage } from './send-package.ts';
import { ToolLinks } from './ToolLinks.tsx';
import { WaiveDrawer } from './WaiveDrawer.tsx';
import { TeachesDrawer } from './TeachesDrawer.tsx';

/** Courses of other tools: bring them in, say what they teach, give them out no longer. */
export function PackagesPage() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: packagesKey, queryFn: () => call(listPackages, {}) });
  const matrix = useQuery({ queryKey: [...packagesKey, 'matrix'], queryFn: () => call(getMatrix, {}) });
  const refresh = (): void => void client.invalidateQueries({ queryKey: packagesKey });
  useNews('training.packages-changed', refresh);
  const mayChange = useCan('training.change');
  const mayWaive = useCan('training.waive');
  const [open, setOpen] = useState<PackageLine | null>(null);
  const [waiving, setWaiving] = useState<PackageLine | null>(null);
  const sending = useMutation({ mutationFn: sendPackage, onSettled: refresh });
  const withdrawing = useMutation({
    mutationFn: (line: PackageLine) =>
      call(withdrawPackage, { params: { packageId: line.packageId }, body: { withdrawn: !line.withdrawn } }),
    onSettled: refresh,
  });
  const names = new Map(matrix.data?.competencies.map((one) => [one.competencyId, one.name]));
  const packages = query.data?.packages ?? [];
  return (
    <>
      <PageHeader title="Content packages" note="Courses made with other tools, as zips: cmi5, SCORM 1.2 and 2004." />
      {mayChange && (
        <FileDrop
          title="Drop a package here"
          compact
          busy={sending.isPending}
          onFiles={(files) => {
            const [file] = files;
            if (file) sending.mutate(file);
          }}
        >
          A zip with cmi5.xml or imsmanifest.xml, up to 64 MiB.
        </FileDrop>
      )}
      <ProblemAlert error={sending.error} title="The package was not taken" />
      <Issues issues={sending.data?.issues ?? []} />
      <ProblemAlert error={query.error ?? withdrawing.error} onRetry={() => void query.refetch()} />
      {query.data && (
        <DataTable
          label="Content packages"
          columns={columnsFor({
            names,
            mayChange,
            mayWaive,
            onTeaches: setOpen,
            onWaive: setWaiving,
            onWithdraw: (line) => withdrawing.mutate(line),
          })}
          rows={packages}
          rowKey={(line) => line.packageId}
          empty={<EmptyState title="No packages yet">Bring a course of yours in; then say which competency it proves.</EmptyState>}
        />
      )}
      {matrix.data && <ToolLinks competencies={matrix.data.competencies} mayChange={mayChange} />}
      {waiving && <WaiveDrawer line={waiving} onClose={() => setWaiving(null)} onSaved={refresh} />}
      {open && matrix.data && (
        <TeachesDrawer line={open} competencies={matrix.data.competencies} onClose={() => setOpen(null)} onSaved={refresh} />
      )}
    </>
  );
}

function Issues({ issues }: { issues: readonly PackageIssue[] }) {
  if (issues.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" title="Taken, with remarks" my="sm">
      <List size="sm">
        {issues.map((issue) => (
          <List.Item key={`${issue.file} ${issue.line} ${issue.text}`}>
            {issue.file}, line {issue.line}: {issue.text}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

interface Doing {
  readonly names: ReadonlyMap<string, string>;
  readonly mayChange: boolean;
  readonly mayWaive: boolean;
  readonly onWaive: (line: PackageLine) => void;
  readonly onTeaches: (line: PackageLine) => void;
  readonly onWithdraw: (line: PackageLine) => void;
}

function columnsFor({ names, mayChange, mayWaive, onTeaches, onWaive, onWithdraw }: Doing): readonly Column<PackageLine>[] {
  return [
    {
      key: 'title',
      header: 'Course',
      width: 'minmax(180px, 2fr)',
      sortBy: (line) => line.title,
      cell: (line) => (
        <>
          {line.title}{' '}
          {line.withdrawn && (
            <Badge size="xs" variant="light" color="gray">
              Withdrawn
            </Badge>
          )}
        </>
      ),
    },
    { key: 'kind', header: 'Standard', width: '110px', hiddenBelow: 640, cell: (line) => kindText[line.kind] },
    {
      key: 'teaches',
      header: 'Proves',
      width: 'minmax(140px, 2fr)',
      cell: (line) => line.teaches.map((one) => names.get(one.competencyId) ?? one.competencyId).join(', ') || 'Nothing yet',
    },
    { key: 'units', header: 'Units', width: '70px', align: 'right', hiddenBelow: 960, cell: (line) => line.units },
    {
      key: 'begun',
      header: 'Done',
      width: '120px',
      hiddenBelow: 640,
      cell: (line) => `${line.done} of ${plural(line.begun, 'person', 'people')}`,
    },
    {
      key: 'at',
      header: 'Imported',
      width: '130px',
      hiddenBelow: 960,
      sortBy: (line) => line.importedAt,
      cell: (line) => dateText(line.importedAt),
    },
    ...(mayChange || mayWaive
      ? [
          {
            key: 'do',
            header: '',
            width: '270px',
            cell: (line: PackageLine) => (
              <>
                {mayChange && (
                  <Button size="compact-xs" variant="default" aria-label={`What ${line.title} proves`} onClick={() => onTeaches(line)}>
                    Proves…
                  </Button>
                )}{' '}
                {mayWaive && (
                  <Button size="compact-xs" variant="default" aria-label={`Waive a unit of ${line.title}`} onClick={() => onWaive(line)}>
                    Waive…
                  </Button>
                )}{' '}
                {mayChange && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    aria-label={`${line.withdrawn ? 'Give out' : 'Withdraw'} ${line.title}`}
                    onClick={() => onWithdraw(line)}
                  >
                    {line.withdrawn ? 'Give out' : 'Withdraw'}
                  </Button>
                )}
              </>
            ),
          },
        ]
      : []),
  ];
}
