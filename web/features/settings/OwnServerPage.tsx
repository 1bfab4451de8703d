import { Alert, Button, List, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getOwnServer, testOwnServer, type OwnServerTest } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { Facts } from '#web/ui/Facts.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';

type TypeRow = OwnServerTest['types'][number];

const columns: Column<TypeRow>[] = [
  { key: 'type', header: 'Resource type', width: 'minmax(150px, 1fr)', sortBy: (one) => one.type, cell: (one) => one.type },
  { key: 'read', header: 'Read', width: '64px', cell: (one) => (one.canRead ? 'yes' : 'no') },
  { key: 'search', header: 'Search', width: '72px', cell: (one) => (one.canSearch ? 'yes' : 'no') },
  {
    key: 'parameters',
    header: 'Search parameters',
    width: 'minmax(180px, 4fr)',
    hiddenBelow: 640,
    cell: (one) => (
      <span className="truncate" title={one.parameters.join(', ')}>
        {one.parameters.join(', ')}
      </span>
    ),
  },
];

/** The FHIR server of the hospital's own that learners may practise on, and what a test of it finds. */
export function OwnServerPage() {
  const own = useQuery({ queryKey: ['own-server'], queryFn: () => call(getOwnServer, {}) });
  const test = useMutation({ mutationFn: () => call(testOwnServer, {}) });
  return (
    <>
      <PageHeader
        title="Practice server"
        note="Learners can practise freely on a FHIR R4 test system of your own. It is read and never written: what they write stays with them. Only a test system without real patients."
      />
      <Section
        title="Connection"
        flush={own.data?.address === null}
        actions={
          own.data?.address && (
            <Button size="xs" loading={test.isPending} onClick={() => test.mutate()}>
              Test the connection
            </Button>
          )
        }
      >
        <ProblemAlert error={own.error} />
        {own.isPending && <Skeleton height={60} aria-busy="true" />}
        {own.data?.address && <Facts facts={[['Address', own.data.address]]} />}
        {own.data?.address === null && (
          <EmptyState title="None is set up">
            Set <code>PRACTICE_FHIR_URL</code>, and <code>PRACTICE_FHIR_TOKEN</code> if it needs a bearer token, and start AtElbow again.
            Until then everybody practises in the synthetic hospital.
          </EmptyState>
        )}
        <ProblemAlert error={test.error} title="The test could not be made" />
      </Section>
      {test.data && <Found test={test.data} />}
    </>
  );
}

function Found({ test }: { test: OwnServerTest }) {
  if (!test.ok)
    return (
      <Alert color="red" title="It can not be used" role="alert">
        {test.text}
      </Alert>
    );
  return (
    <>
      <Section title="What the test found">
        <div aria-live="polite">
          <StatusDot tone={test.gaps.length === 0 ? 'good' : 'look'}>{test.gaps.length === 0 ? 'Ready' : 'Parts are missing'}</StatusDot>
          <p style={{ margin: '4px 0 12px' }}>{test.text}</p>
        </div>
        <Facts
          facts={[
            ['Software', test.software],
            ['FHIR', test.fhirVersion],
          ]}
        />
        {test.gaps.length > 0 && (
          <List size="sm">
            {test.gaps.map((gap) => (
              <List.Item key={gap}>{gap}</List.Item>
            ))}
          </List>
        )}
      </Section>
      <Section title="Resource types" flush>
        <DataTable label="Resource types of the server" columns={columns} rows={test.types} rowKey={(one) => one.type} />
      </Section>
    </>
  );
}
