import { ActionIcon, Button, Code, CopyButton, Skeleton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getLti, rotateSigningKey, withdrawLtiPlatform, withdrawLtiTool, type LtiPlatform, type LtiTool } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { Facts } from '#web/ui/Facts.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { dateText } from '#web/ui/time-text.ts';
import { PlatformDrawer } from './PlatformDrawer.tsx';
import { ToolDrawer } from './ToolDrawer.tsx';

export const ltiKey = ['lti'] as const;

/** Other sites' tools that we launch, other platforms that launch us, and what each side needs to know of the other. */
export function LtiPage() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: ltiKey, queryFn: () => call(getLti, {}) });
  const refresh = (): void => void client.invalidateQueries({ queryKey: ltiKey });
  const [tool, setTool] = useState<LtiTool | 'new' | null>(null);
  const [platform, setPlatform] = useState<LtiPlatform | 'new' | null>(null);
  const withdrawing = useMutation({
    mutationFn: (one: LtiTool | LtiPlatform) =>
      'toolId' in one
        ? call(withdrawLtiTool, { params: { toolId: one.toolId }, body: { withdrawn: !one.withdrawn } })
        : call(withdrawLtiPlatform, { params: { platformId: one.platformId }, body: { withdrawn: !one.withdrawn } }),
    onSettled: refresh,
  });
  const found = query.data;
  return (
    <>
      <PageHeader
        title="Learning tools (LTI)"
        note="LTI 1.3: courses on other sites that open from here, and our modules in other learning platforms."
      />
      <ProblemAlert error={query.error ?? withdrawing.error} onRetry={() => void query.refetch()} />
      {query.isLoading && <Skeleton height={240} radius="md" />}
      {found && (
        <>
          <Section
            title="Tools of others"
            note="They open from My courses; results come back."
            actions={
              <Button size="xs" onClick={() => setTool('new')}>
                Register a tool
              </Button>
            }
            flush
          >
            <DataTable
              label="Tools of others"
              rows={found.tools}
              rowKey={(one) => one.toolId}
              columns={toolColumns(setTool, (one) => withdrawing.mutate(one))}
              empty={<EmptyState title="No tools">Register one with what its maker gives you; then paste our addresses there.</EmptyState>}
            />
          </Section>
          <Section title="What a tool needs to know of us">
            <Addresses list={found.asPlatform} />
          </Section>
          <Section
            title="Platforms of others"
            note="Their people come to our modules; results go back."
            actions={
              <Button size="xs" onClick={() => setPlatform('new')}>
                Register a platform
              </Button>
            }
            flush
          >
            <DataTable
              label="Platforms of others"
              rows={found.platforms}
              rowKey={(one) => one.platformId}
              columns={platformColumns(setPlatform, (one) => withdrawing.mutate(one))}
              empty={<EmptyState title="No platforms">Paste our addresses there first; it then tells its own.</EmptyState>}
            />
          </Section>
          <Section title="What a platform needs to know of us">
            <Addresses list={found.asTool} />
          </Section>
          <Keys keys={found.keys} onRotated={refresh} />
        </>
      )}
      {tool && <ToolDrawer tool={tool === 'new' ? null : tool} onClose={() => setTool(null)} onSaved={refresh} />}
      {platform && <PlatformDrawer platform={platform === 'new' ? null : platform} onClose={() => setPlatform(null)} onSaved={refresh} />}
    </>
  );
}

function Addresses({ list }: { list: readonly { name: string; value: string }[] }) {
  return <Facts facts={list.map(({ name, value }) => [name, <Copied key={name} name={name} value={value} />])} />;
}

function Copied({ name, value }: { name: string; value: string }) {
  return (
    <>
      <Code style={{ overflowWrap: 'anywhere' }}>{value}</Code>{' '}
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'}>
            <ActionIcon variant="subtle" size="sm" aria-label={`Copy ${name}`} onClick={copy}>
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </>
  );
}

type Act<T> = (one: T) => void;
const doColumn = <T extends { name: string; withdrawn: boolean }>(onEdit: Act<T>, onWithdraw: Act<T>): Column<T> => ({
  key: 'do',
  header: '',
  width: '190px',
  cell: (one) => (
    <>
      <Button size="compact-xs" variant="default" aria-label={`Change ${one.name}`} onClick={() => onEdit(one)}>
        Change…
      </Button>{' '}
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`${one.withdrawn ? 'Use' : 'Withdraw'} ${one.name}`}
        onClick={() => onWithdraw(one)}
      >
        {one.withdrawn ? 'Use again' : 'Withdraw'}
      </Button>
    </>
  ),
});

const toolColumns = (onEdit: Act<LtiTool>, onWithdraw: Act<LtiTool>): readonly Column<LtiTool>[] => [
  { key: 'name', header: 'Tool', width: 'minmax(140px, 1fr)', cell: (one) => `${one.name}${one.withdrawn ? ' (withdrawn)' : ''}` },
  {
    key: 'client',
    header: 'Client ID',
    width: 'minmax(160px, 2fr)',
    hiddenBelow: 640,
    cell: (one) => <Copied name={`client id of ${one.name}`} value={one.clientId} />,
  },
  { key: 'deployment', header: 'Deployment', width: '110px', hiddenBelow: 960, cell: (one) => one.deploymentId },
  { key: 'links', header: 'Activities', width: '90px', align: 'right', hiddenBelow: 960, cell: (one) => one.links },
  { key: 'names', header: 'Learns', width: '120px', hiddenBelow: 960, cell: (one) => (one.sharesNames ? 'Names, mail' : 'No names') },
  doColumn(onEdit, onWithdraw),
];

const matchText = { email: 'Mail address', 'person-id': 'Person id', 'ehr-user-id': 'EHR user id' } as const;
const platformColumns = (onEdit: Act<LtiPlatform>, onWithdraw: Act<LtiPlatform>): readonly Column<LtiPlatform>[] => [
  { key: 'name', header: 'Platform', width: 'minmax(140px, 1fr)', cell: (one) => `${one.name}${one.withdrawn ? ' (withdrawn)' : ''}` },
  { key: 'issuer', header: 'Issuer', width: 'minmax(160px, 2fr)', hiddenBelow: 640, cell: (one) => one.issuer },
  { key: 'match', header: 'People by', width: '120px', hiddenBelow: 960, cell: (one) => matchText[one.matchBy] },
  {
    key: 'results',
    header: 'Results',
    width: '150px',
    hiddenBelow: 960,
    cell: (one) => (one.waiting === 0 ? 'Delivered' : <span title={one.failure}>{`${one.waiting} not delivered`}</span>),
  },
  doColumn(onEdit, onWithdraw),
];

function Keys({
  keys,
  onRotated,
}: {
  keys: readonly { kid: string; createdAt: number; retiredAt: number | null }[];
  onRotated: () => void;
}) {
  const [asked, setAsked] = useState(false);
  const rotating = useMutation({
    mutationFn: () => call(rotateSigningKey, {}),
    onSuccess: () => setAsked(false),
    onSettled: onRotated,
  });
  return (
    <Section
      title="Signing keys"
      note="Messages and badges are signed with the newest."
      actions={
        <Button size="xs" variant="default" onClick={() => setAsked(true)}>
          New key…
        </Button>
      }
      flush
    >
      <DataTable
        label="Signing keys"
        rows={keys}
        rowKey={(one) => one.kid}
        columns={[
          { key: 'kid', header: 'Key', width: 'minmax(160px, 2fr)', cell: (one) => one.kid },
          { key: 'from', header: 'Since', width: '130px', cell: (one) => dateText(one.createdAt) },
          {
            key: 'to',
            header: 'Signs',
            width: '130px',
            hiddenBelow: 640,
            cell: (one) => (one.retiredAt === null ? 'Yes' : `Until ${dateText(one.retiredAt)}`),
          },
        ]}
        empty={<EmptyState title="No key yet">The first is made when something is signed for the first time.</EmptyState>}
      />
      <ConfirmDialog
        opened={asked}
        title="Sign with a new key?"
        confirm="Make a new key"
        busy={rotating.isPending}
        error={rotating.error}
        onConfirm={() => rotating.mutate()}
        onClose={() => setAsked(false)}
      >
        Others fetch the new key by themselves. What the old one has signed can still be checked.
      </ConfirmDialog>
    </Section>
  );
}
