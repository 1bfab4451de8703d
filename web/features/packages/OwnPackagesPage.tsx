import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listOwnPackages } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useAccount } from '#web/app/session.tsx';
import { DataTable } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { OwnToolLinks } from './OwnToolLinks.tsx';
import { kindText, packagesKey } from './package-words.ts';

/** Courses from elsewhere that I may take, and how far I am. */
export function OwnPackagesPage() {
  const account = useAccount();
  const query = useQuery({
    queryKey: [...packagesKey, 'own'],
    queryFn: () => call(listOwnPackages, {}),
    enabled: account.personId !== null,
  });
  return (
    <>
      <PageHeader title="My courses" note="Courses that were made with other tools." />
      {account.personId === null && (
        <EmptyState title="Your account is not linked to a person">
          Training is kept under a person. Ask an administrator to link your account to your line in the directory.
        </EmptyState>
      )}
      <ProblemAlert error={query.error} title="Your courses could not be read" onRetry={() => void query.refetch()} />
      {query.isLoading && <Skeleton height={160} radius="md" />}
      {query.data && (
        <DataTable
          label="My courses"
          rows={query.data.packages}
          rowKey={(one) => one.packageId}
          empty={<EmptyState title="No courses">Your training lead brings them in; they appear here then.</EmptyState>}
          columns={[
            { key: 'title', header: 'Course', width: 'minmax(160px, 2fr)', cell: (one) => <span className="truncate">{one.title}</span> },
            { key: 'kind', header: 'Standard', width: '110px', hiddenBelow: 640, cell: (one) => kindText[one.kind] },
            {
              key: 'state',
              header: 'How far',
              width: 'minmax(80px, 140px)',
              cell: (one) =>
                one.satisfied
                  ? 'Done'
                  : one.begun
                    ? `${one.units.filter((unit) => unit.satisfied).length} of ${one.units.length}`
                    : 'Not begun',
            },
            {
              key: 'open',
              header: '',
              width: '80px',
              cell: (one) =>
                one.playable ? (
                  <LinkButton
                    to={'/learn/packages/$packageId' as never}
                    params={{ packageId: one.packageId } as never}
                    size="compact-xs"
                    variant="default"
                    aria-label={`Open ${one.title}`}
                  >
                    Open
                  </LinkButton>
                ) : null,
            },
          ]}
        />
      )}
      {account.personId !== null && <OwnToolLinks />}
    </>
  );
}
