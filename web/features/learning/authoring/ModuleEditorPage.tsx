import { Button, Skeleton, Tabs } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { dropDraft, getModule, withdrawModule } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useReadOnArrival } from '#web/app/use-read-on-arrival.ts';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { RepairPanel } from '../feedback/RepairPanel.tsx';
import { ModuleStatisticsPanel } from '../statistics/ModuleStatisticsPanel.tsx';
import { modulesKey } from './modules-key.ts';
import { SourceEditor } from './SourceEditor.tsx';
import { VersionList } from './VersionList.tsx';

const tabs = ['write', 'versions', 'statistics', 'feedback'] as const;

/** One module for its author: write, publish, look at versions and at how its items do. */
export function ModuleEditorPage() {
  const { moduleId = '' } = useParams({ strict: false });
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search, change] = useSearchState();
  const query = useReadOnArrival([...modulesKey, moduleId], () => call(getModule, { params: { moduleId } }));
  const refresh = () => client.invalidateQueries({ queryKey: modulesKey });
  // A draft that is read again, her own a moment after it was saved, does not take the page from under her: only what she drops or publishes does.
  const [begun, setBegun] = useState(0);
  const beginAnew = async (): Promise<void> => {
    await refresh();
    setBegun((count) => count + 1);
  };
  const withdrawing = useMutation({
    mutationFn: (withdrawn: boolean) => call(withdrawModule, { params: { moduleId }, body: { withdrawn } }),
    onSuccess: refresh,
  });
  const { data } = query;
  const title = /^title: *(.+)$/m.exec(data?.source ?? '')?.[1]?.replaceAll(/^["']|["']$/g, '') ?? moduleId;
  const tab = tabs.find((one) => one === search.show) ?? 'write';
  return (
    <>
      <PageHeader
        title={title}
        note={data && stateText(data)}
        actions={
          data && (
            <>
              {data.draft && (
                <RemoveButton
                  label="Drop the draft"
                  confirm="Drop"
                  remove={() => call(dropDraft, { params: { moduleId } })}
                  onRemoved={() => {
                    void beginAnew();
                    if (data.currentVersion === null) void navigate({ to: '/training/modules' as never });
                  }}
                >
                  What is written in it is lost. What is published stays.
                </RemoveButton>
              )}
              {data.currentVersion !== null && (
                <Button variant="default" loading={withdrawing.isPending} onClick={() => withdrawing.mutate(!data.withdrawn)}>
                  {data.withdrawn ? 'Give out again' : 'Withdraw'}
                </Button>
              )}
            </>
          )
        }
      />
      <ProblemAlert error={query.error ?? withdrawing.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton height={320} radius="md" />}
      {data && (
        <Tabs value={tab} onChange={(next) => change({ show: next === 'write' ? '' : (next ?? '') })} keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="write">Write</Tabs.Tab>
            <Tabs.Tab value="versions">Versions</Tabs.Tab>
            {data.currentVersion !== null && (
              <>
                <Tabs.Tab value="statistics">Statistics</Tabs.Tab>
                <Tabs.Tab value="feedback">Repairs</Tabs.Tab>
              </>
            )}
          </Tabs.List>
          <Tabs.Panel value="write" pt="md" keepMounted>
            <SourceEditor
              key={`${moduleId} ${begun}`}
              moduleId={moduleId}
              source={data.source}
              revision={data.draft?.revision ?? 0}
              onSaved={refresh}
              onPublished={beginAnew}
            />
          </Tabs.Panel>
          <Tabs.Panel value="versions" pt="md">
            <VersionList moduleId={moduleId} versions={data.versions} current={data.currentVersion} />
          </Tabs.Panel>
          <Tabs.Panel value="statistics" pt="md">
            <ModuleStatisticsPanel moduleId={moduleId} />
          </Tabs.Panel>
          <Tabs.Panel value="feedback" pt="md">
            <RepairPanel activityId={moduleId} />
          </Tabs.Panel>
        </Tabs>
      )}
    </>
  );
}

function stateText(data: { currentVersion: number | null; withdrawn: boolean; draft: { savedBy: string } | null }): string {
  const published =
    data.currentVersion === null ? 'Not published yet' : `Version ${data.currentVersion} is ${data.withdrawn ? 'withdrawn' : 'given out'}`;
  return data.draft ? `${published}; a draft, saved by ${data.draft.savedBy}` : published;
}
