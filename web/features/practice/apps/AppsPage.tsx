import { Button, Menu, Skeleton } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listApps, removeApp, renewAppSecret, type PracticeApp } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { useOnce } from '#web/ui/use-once.ts';
import { dateText } from '#web/ui/time-text.ts';
import { appsKey } from './apps-key.ts';
import { AppKeysDrawer } from './AppKeysDrawer.tsx';
import { NewAppDrawer } from './NewAppDrawer.tsx';
import { SecretDialog, type ShownSecret } from './SecretDialog.tsx';

/** SMART apps of others that learners may open their practice charts to: register, renew a secret, remove. */
export function AppsPage() {
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<ShownSecret | null>(null);
  const [removing, setRemoving] = useState<PracticeApp | null>(null);
  const [changing, setChanging] = useState<PracticeApp | null>(null);
  const client = useQueryClient();
  const { data, error, refetch, isPending } = useQuery({ queryKey: appsKey, queryFn: () => call(listApps, {}) });
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: appsKey });
  const renewing = useMutation({
    mutationFn: ({ clientId }: PracticeApp) => call(renewAppSecret, { params: { clientId } }),
    onSuccess: ({ secret }, { name, clientId }) => setShown({ name, clientId, secret }),
  });
  const once = useOnce();
  const ending = useMutation({
    mutationFn: (clientId: string) => call(removeApp, { params: { clientId } }),
    onSuccess: async () => {
      setRemoving(null);
      await refresh();
    },
  });
  return (
    <>
      <PageHeader
        title="Apps"
        note="SMART apps of others that may be launched from the practice EHR. A learner allows each what it gets; nothing in it is of a real patient."
        actions={<Button onClick={() => setAdding(true)}>Register an app</Button>}
      />
      <ProblemAlert error={error ?? renewing.error} title="That did not work" onRetry={() => void refetch()} />
      {isPending && <Skeleton height={120} aria-busy="true" />}
      {data && (
        <DataTable
          label="Registered apps"
          columns={columnsOf({ remove: setRemoving, renew: (app) => once(() => renewing.mutateAsync(app)), keys: setChanging })}
          rows={data.apps}
          rowKey={({ clientId }) => clientId}
          empty={
            <EmptyState title="No app is registered" action={<Button onClick={() => setAdding(true)}>Register an app</Button>}>
              Register one with the addresses that its makers name. Learners then find it in the menu of a chart.
            </EmptyState>
          }
        />
      )}
      {adding && (
        <NewAppDrawer
          onClose={() => setAdding(false)}
          onDone={async ({ name, clientId, secret }) => {
            setAdding(false);
            setShown({ name, clientId, secret });
            await refresh();
          }}
        />
      )}
      {changing && (
        <AppKeysDrawer
          app={changing}
          onClose={() => setChanging(null)}
          onDone={async () => {
            setChanging(null);
            await refresh();
          }}
        />
      )}
      {shown && <SecretDialog shown={shown} onClose={() => setShown(null)} />}
      <ConfirmDialog
        opened={removing !== null}
        title={`Remove ${removing?.name ?? 'the app'}?`}
        confirm="Remove"
        danger
        busy={ending.isPending}
        error={ending.error}
        onConfirm={() => removing && ending.mutate(removing.clientId)}
        onClose={() => setRemoving(null)}
      >
        Everything that learners allowed it ends at once. To use it again it must be registered anew, with another client id.
      </ConfirmDialog>
    </>
  );
}

const kinds = { none: 'Public', secret: 'With a secret', keys: 'With keys' } as const;

const columnsOf = (on: Record<'remove' | 'renew' | 'keys', (app: PracticeApp) => void>): readonly Column<PracticeApp>[] => [
  {
    key: 'name',
    header: 'App',
    width: 'minmax(130px, 1.4fr)',
    sortBy: ({ name }) => name,
    cell: ({ name }) => <span className="truncate">{name}</span>,
  },
  {
    key: 'client',
    header: 'Client id',
    width: 'minmax(120px, 1fr)',
    hiddenBelow: 640,
    cell: ({ clientId }) => <code className="truncate">{clientId}</code>,
  },
  {
    key: 'kind',
    header: 'Kind',
    width: '120px',
    hiddenBelow: 640,
    sortBy: ({ authentication }) => kinds[authentication],
    cell: ({ authentication }) => kinds[authentication],
  },
  {
    key: 'launch',
    header: 'Launched at',
    width: 'minmax(150px, 1.6fr)',
    hiddenBelow: 960,
    cell: ({ launchUri }) => <span className="truncate">{launchUri ?? 'begins by itself'}</span>,
  },
  {
    key: 'scopes',
    header: 'At most',
    width: 'minmax(130px, 1.2fr)',
    hiddenBelow: 960,
    cell: ({ scopes }) => <span className="truncate">{scopes.length === 0 ? 'what a learner allows' : scopes.join(' ')}</span>,
  },
  {
    key: 'registered',
    header: 'Registered',
    width: '120px',
    hiddenBelow: 960,
    sortBy: ({ registeredAt }) => registeredAt,
    cell: ({ registeredAt }) => dateText(registeredAt),
  },
  {
    key: 'more',
    header: '',
    width: '56px',
    align: 'right',
    cell: (app) => (
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="compact-xs" variant="subtle" aria-label={`More for ${app.name}`}>
            <IconDots size={16} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {app.authentication === 'keys' && <Menu.Item onClick={() => on.keys(app)}>Change its keys …</Menu.Item>}
          {app.authentication === 'secret' && <Menu.Item onClick={() => on.renew(app)}>Give it another secret</Menu.Item>}
          <Menu.Item color="red" onClick={() => on.remove(app)}>
            Remove …
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    ),
  },
];
