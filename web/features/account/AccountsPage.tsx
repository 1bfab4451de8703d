import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listAccounts, type Account } from '#platform/auth/contract.ts';
import { accountsKey } from './query-keys.ts';
import { AccountDrawer } from './AccountDrawer.tsx';
import { roleWord } from './role-words.ts';
import { call } from '#web/app/call.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';

const columns: Column<Account>[] = [
  { key: 'name', header: 'Name', width: 'minmax(160px, 1.4fr)', cell: (account) => <span className="truncate">{account.name}</span> },
  {
    key: 'email',
    header: 'Mail address',
    width: 'minmax(180px, 1.6fr)',
    hiddenBelow: 640,
    cell: (account) => <span className="truncate">{account.email}</span>,
  },
  {
    key: 'roles',
    header: 'Roles',
    width: 'minmax(140px, 1.2fr)',
    cell: (account) => <span className="truncate">{account.roles.map((role) => roleWord(role).name).join(', ') || 'None'}</span>,
  },
  { key: 'sign-in', header: 'Signs in with', width: '190px', hiddenBelow: 960, cell: signsInWith },
  {
    key: 'seen',
    header: 'Last seen',
    width: '150px',
    hiddenBelow: 960,
    cell: (account) => (account.lastSeenAt ? <TimeText at={account.lastSeenAt} /> : 'Never'),
  },
  {
    key: 'state',
    header: 'State',
    width: '110px',
    cell: (account) => <StatusDot tone={account.disabledAt ? 'quiet' : 'good'}>{account.disabledAt ? 'Off' : 'On'}</StatusDot>,
  },
];

function signsInWith(account: Account): string {
  const ways = [
    account.hasPassword ? (account.totpOn ? 'Password and code' : 'Password') : '',
    account.oidcLinked ? 'Hospital account' : '',
  ];
  return ways.filter(Boolean).join(', ') || 'Nothing yet';
}

export function AccountsPage() {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const [open, setOpen] = useState<Account | 'new' | null>(null);
  const accounts = useInfiniteQuery({
    queryKey: [...accountsKey, q],
    queryFn: ({ pageParam }) =>
      call(listAccounts, { query: { limit: 200, ...(q ? { q } : {}), ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const rows = accounts.data?.pages.flatMap((page) => page.accounts) ?? [];
  const rolesKnown = accounts.data?.pages[0]?.rolesKnown ?? [];
  return (
    <>
      <PageHeader
        title="Accounts"
        note="Who may sign in, and what they may do. People of the directory need no account to be planned for."
        actions={<Button onClick={() => setOpen('new')}>New account</Button>}
      />
      <Toolbar>
        <TextInput
          aria-label="Search accounts"
          placeholder="Name or mail address"
          leftSection={<IconSearch size={16} stroke={1.6} />}
          w={280}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Toolbar>
      <ProblemAlert error={accounts.error} title="The accounts could not be read" onRetry={() => void accounts.refetch()} />
      {accounts.data && (
        <DataTable
          label="Accounts"
          columns={columns}
          rows={rows}
          rowKey={(account) => account.accountId}
          onOpen={setOpen}
          empty={<EmptyState title={`No account matches “${q}”`}>Search for a part of the name or of the mail address.</EmptyState>}
        />
      )}
      {accounts.hasNextPage && (
        <Button mt="sm" variant="default" loading={accounts.isFetchingNextPage} onClick={() => void accounts.fetchNextPage()}>
          Show more
        </Button>
      )}
      {open && <AccountDrawer account={open === 'new' ? null : open} rolesKnown={rolesKnown} onClose={() => setOpen(null)} />}
    </>
  );
}
