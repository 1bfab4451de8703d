import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addLtiLink, changeLtiLink, listLtiLinks, type Competency, type LtiLink } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { plural } from '#web/ui/time-text.ts';
import { packagesKey } from './package-words.ts';
import { TeachesDrawer } from './TeachesDrawer.tsx';

const key = [...packagesKey, 'lti'];

/** Activities on other sites (LTI): chosen there, or typed in by their address. */
export function ToolLinks({ competencies, mayChange }: { competencies: readonly Competency[]; mayChange: boolean }) {
  const client = useQueryClient();
  const query = useQuery({ queryKey: key, queryFn: () => call(listLtiLinks, {}) });
  const refresh = (): void => void client.invalidateQueries({ queryKey: key });
  useNews('training.packages-changed', refresh);
  const [adding, setAdding] = useState(false);
  const [teaching, setTeaching] = useState<LtiLink | null>(null);
  const [passing, setPassing] = useState<LtiLink | null>(null);
  const withdrawing = useMutation({
    mutationFn: (link: LtiLink) =>
      call(changeLtiLink, { params: { linkId: link.linkId }, body: { passShare: link.passShare, withdrawn: !link.withdrawn } }),
    onSettled: refresh,
  });
  const found = query.data;
  if (!found || (found.tools.length === 0 && found.links.length === 0)) return <ProblemAlert error={query.error} />;
  return (
    <>
      <Section
        title="On other sites"
        note="Activities in learning tools; their results come back."
        actions={
          mayChange && (
            <Group gap="xs">
              {found.tools.map((tool) => (
                <Button
                  key={tool.toolId}
                  component="a"
                  size="xs"
                  variant="default"
                  href={`/lti/choose/${tool.toolId}`}
                  target="_blank"
                  rel="noopener"
                >
                  Choose in {tool.name}
                </Button>
              ))}
              <Button size="xs" onClick={() => setAdding(true)}>
                Add by address
              </Button>
            </Group>
          )
        }
        flush
      >
        <ProblemAlert error={withdrawing.error} />
        <DataTable
          label="Activities on other sites"
          rows={found.links}
          rowKey={(link) => link.linkId}
          columns={columnsFor({
            names: new Map(competencies.map((one) => [one.competencyId, one.name])),
            mayChange,
            onTeaches: setTeaching,
            onPass: setPassing,
            onWithdraw: (link) => withdrawing.mutate(link),
          })}
          empty={<EmptyState title="No activities yet">Choose some in a tool; they appear here by themselves.</EmptyState>}
        />
      </Section>
      {adding && <AddDrawer tools={found.tools} onClose={() => setAdding(false)} onSaved={refresh} />}
      {teaching && <TeachesDrawer line={teaching} competencies={competencies} onClose={() => setTeaching(null)} onSaved={refresh} />}
      {passing && <PassDrawer link={passing} onClose={() => setPassing(null)} onSaved={refresh} />}
    </>
  );
}

interface Doing {
  readonly names: ReadonlyMap<string, string>;
  readonly mayChange: boolean;
  readonly onTeaches: (link: LtiLink) => void;
  readonly onPass: (link: LtiLink) => void;
  readonly onWithdraw: (link: LtiLink) => void;
}

const passText = ({ passShare }: LtiLink): string => (passShare === null ? 'When done' : `From ${Math.round(passShare * 100)} %`);

const columnsFor = ({ names, mayChange, onTeaches, onPass, onWithdraw }: Doing): readonly Column<LtiLink>[] => [
  {
    key: 'title',
    header: 'Activity',
    width: 'minmax(180px, 2fr)',
    sortBy: (link) => link.title,
    cell: (link) => `${link.title}${link.withdrawn ? ' (withdrawn)' : ''}`,
  },
  { key: 'tool', header: 'Tool', width: '140px', hiddenBelow: 640, cell: (link) => link.toolName },
  {
    key: 'teaches',
    header: 'Proves',
    width: 'minmax(140px, 2fr)',
    cell: (link) => link.teaches.map((one) => names.get(one.competencyId) ?? one.competencyId).join(', ') || 'Nothing yet',
  },
  { key: 'pass', header: 'Passed', width: '110px', hiddenBelow: 960, cell: passText },
  {
    key: 'done',
    header: 'Done',
    width: '120px',
    hiddenBelow: 640,
    cell: (link) => `${link.done} of ${plural(link.opened, 'person', 'people')}`,
  },
  ...(mayChange
    ? [
        {
          key: 'do',
          header: '',
          width: '260px',
          cell: (link: LtiLink) => (
            <>
              <Button size="compact-xs" variant="default" aria-label={`What ${link.title} proves`} onClick={() => onTeaches(link)}>
                Proves…
              </Button>{' '}
              <Button size="compact-xs" variant="default" aria-label={`When ${link.title} is passed`} onClick={() => onPass(link)}>
                Passed…
              </Button>{' '}
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`${link.withdrawn ? 'Give out' : 'Withdraw'} ${link.title}`}
                onClick={() => onWithdraw(link)}
              >
                {link.withdrawn ? 'Give out' : 'Withdraw'}
              </Button>
            </>
          ),
        },
      ]
    : []),
];

interface AddProps {
  tools: readonly { toolId: string; name: string }[];
  onClose: () => void;
  onSaved: () => void;
}

function AddDrawer({ tools, onClose, onSaved }: AddProps) {
  const [toolId, setTool] = useState(tools[0]?.toolId ?? '');
  const [title, setTitle] = useState('');
  const [url, setUrl] = useState('');
  const adding = useMutation({
    mutationFn: () => call(addLtiLink, { body: { toolId, title, url } }),
    onSuccess: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <FormDrawer
      title="An activity by its address"
      submit="Add"
      busy={adding.isPending}
      error={adding.error}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        adding.mutate();
      }}
    >
      <Select
        label="Tool"
        allowDeselect={false}
        data={tools.map((one) => ({ value: one.toolId, label: one.name }))}
        value={toolId}
        onChange={(value) => setTool(value ?? '')}
      />
      <TextInput label="Title" required value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
      <TextInput
        label="Address in the tool"
        description="Empty: where the tool opens by itself."
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
    </FormDrawer>
  );
}

function PassDrawer({ link, onClose, onSaved }: { link: LtiLink; onClose: () => void; onSaved: () => void }) {
  const [percent, setPercent] = useState<number | string>(link.passShare === null ? '' : Math.round(link.passShare * 100));
  const saving = useMutation({
    mutationFn: () => {
      const passShare = percent === '' ? null : Number(percent) / 100;
      return call(changeLtiLink, { params: { linkId: link.linkId }, body: { passShare, withdrawn: link.withdrawn } });
    },
    onSuccess: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <FormDrawer
      title={`When “${link.title}” is passed`}
      submit="Save"
      busy={saving.isPending}
      error={saving.error}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <NumberInput
        label="Passed from, in % of the points"
        description="Empty: whoever has done it has completed it; nobody passes or fails."
        min={0}
        max={100}
        value={percent}
        onChange={setPercent}
      />
    </FormDrawer>
  );
}
