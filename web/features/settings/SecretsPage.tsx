import { Alert, Code, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getSecrets, type SecretsView } from '#platform/secrets/contract.ts';
import { call } from '#web/app/call.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { Facts } from '#web/ui/Facts.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';

type Row = SecretsView['columns'][number];

const named = (holds: string): string => holds.charAt(0).toUpperCase() + holds.slice(1);

const columns: Column<Row>[] = [
  {
    key: 'holds',
    header: 'What',
    width: 'minmax(180px, 2fr)',
    sortBy: (one) => one.holds,
    cell: (one) => <span className="truncate">{named(one.holds)}</span>,
  },
  {
    key: 'where',
    header: 'Where in the database',
    width: 'minmax(180px, 2fr)',
    hiddenBelow: 640,
    cell: (one) => <Code>{one.where}</Code>,
  },
  { key: 'count', header: 'How many', width: '92px', align: 'right', hiddenBelow: 640, cell: (one) => one.sealed + one.older + one.plain },
  { key: 'state', header: 'State', width: 'minmax(130px, 1fr)', cell: (one) => <State row={one} /> },
];

function State({ row: { sealed, older, plain } }: { row: Row }) {
  if (plain > 0) return <StatusDot tone="gap">{plain} not sealed</StatusDot>;
  if (older > 0) return <StatusDot tone="look">{older} under an older key</StatusDot>;
  if (sealed > 0) return <StatusDot tone="good">Sealed</StatusDot>;
  return <StatusDot tone="quiet">None yet</StatusDot>;
}

/** Whether what opens something lies sealed in the database, and where the key is. */
export function SecretsPage() {
  const secrets = useQuery({ queryKey: ['secrets'], queryFn: () => call(getSecrets, {}) });
  return (
    <>
      <PageHeader
        title="Secrets"
        note="What opens something and lies in the database. Passwords and session tokens are kept only as hashes; passwords of other systems are settings of the server and not in the database."
      />
      <ProblemAlert error={secrets.error} />
      {secrets.isPending && <Skeleton height={120} aria-busy="true" />}
      {secrets.data && <Found secrets={secrets.data} />}
    </>
  );
}

function Found({ secrets }: { secrets: SecretsView }) {
  const [current, ...older] = secrets.keyIds;
  return (
    <>
      {secrets.kind === 'none' ? (
        <Alert color="red" title="Nothing is sealed: no key is set" role="alert" mb="md">
          Whoever reads the database or a back-up of it can use what the table lists. Make a key with <Code>npx atelbow secrets key</Code>,
          set it as <Code>SECRETS_KEY</Code> (the same for every server) and start AtElbow again: it then seals what is there.
        </Alert>
      ) : (
        <Section title="Key" note="It is not in the database and not in back-ups: keep a copy of it elsewhere.">
          <Facts
            facts={[
              ['Comes from', <From key="from" secrets={secrets} />],
              ['Seals', <Code key="current">{current}</Code>],
              ['Older, opens only', older.join(', ')],
            ]}
          />
        </Section>
      )}
      <Section title="In the database" flush>
        <DataTable label="Secrets in the database" columns={columns} rows={secrets.columns} rowKey={(one) => one.where} />
      </Section>
    </>
  );
}

function From({ secrets: { kind, from } }: { secrets: SecretsView }) {
  if (kind === 'setting')
    return (
      <>
        the setting <Code>{from}</Code>
      </>
    );
  return (
    <>
      the file <Code>{from}</Code>
      {kind === 'made' &&
        ', made at the first start. It lies beside the database: it protects back-ups, not a copy of the whole folder. To keep it apart, move it and set SECRETS_KEY_FILE.'}
    </>
  );
}
