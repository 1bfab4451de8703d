import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addRefresher, getMatrix, listRefreshers, removeRefresher, signalKinds, type Refresher } from '#training/contract.ts';
import { matrixKey, refreshersKey } from './query-keys.ts';
import { activityName } from './training-words.ts';
import { signalText } from '#web/app/signal-words.ts';
import { call } from '#web/app/call.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';
import { Section } from '#web/ui/Section.tsx';

const offerText: Readonly<Record<Refresher['offer'], string>> = {
  burst: 'A few minutes',
  module: 'A module',
  outreach: 'Somebody comes along',
};

/** Which signal from the use of the EHR calls for which refresher. Never in the way of access. */
export function RefresherSection({ mayChange }: { mayChange: boolean }) {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: refreshersKey, queryFn: () => call(listRefreshers, {}) });
  const matrix = useQuery({ queryKey: matrixKey, queryFn: () => call(getMatrix, {}) });
  const names = new Map((matrix.data?.competencies ?? []).map((one) => [one.competencyId, one.name]));
  const [adding, setAdding] = useState(false);
  const changed = () => client.invalidateQueries({ queryKey: refreshersKey });
  const columns: Column<Refresher>[] = [
    { key: 'signal', header: 'When use shows', width: 'minmax(170px, 1.6fr)', cell: (rule) => signalText[rule.signal] },
    {
      key: 'about',
      header: 'About',
      width: 'minmax(110px, 1fr)',
      hiddenBelow: 640,
      cell: (rule) => (rule.competencyId === null ? 'Anything' : (names.get(rule.competencyId) ?? rule.competencyId)),
    },
    {
      key: 'offer',
      header: 'Then',
      width: 'minmax(140px, 1.4fr)',
      cell: (rule) => (rule.offer === 'outreach' ? offerText.outreach : `${offerText[rule.offer]}: ${activityName(rule.moduleId)}`),
    },
    { key: 'due', header: 'Within', width: '90px', hiddenBelow: 640, cell: (rule) => `${rule.dueDays} days` },
    ...(mayChange
      ? [
          {
            key: 'remove',
            header: '',
            width: '104px',
            cell: (rule: Refresher) => (
              <RemoveButton label="Remove" compact remove={() => call(removeRefresher, { params: rule })} onRemoved={() => void changed()}>
                This signal no longer calls for it.
              </RemoveButton>
            ),
          },
        ]
      : []),
  ];
  return (
    <Section
      title="Refreshers"
      note="An offer of help, never a finding against somebody."
      flush
      actions={
        mayChange && (
          <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
            Add a rule
          </Button>
        )
      }
    >
      <DataTable
        label="Refreshers"
        columns={columns}
        rows={data?.refreshers ?? []}
        rowKey={(rule) => rule.ruleId}
        height={360}
        empty={
          <EmptyState title="No rules yet">
            A rule turns a signal from the use of the EHR into a few minutes of training, or into somebody who comes along.
          </EmptyState>
        }
      />
      {adding && <RefresherDrawer onClose={() => setAdding(false)} onAdded={() => void changed()} />}
    </Section>
  );
}

function RefresherDrawer({ onClose, onAdded }: { onClose: () => void; onAdded: () => void }) {
  const { data } = useQuery({ queryKey: matrixKey, queryFn: () => call(getMatrix, {}) });
  const form = useForm({
    initialValues: {
      signal: signalKinds[0] as Refresher['signal'],
      competencyId: null as string | null,
      offer: 'burst' as Refresher['offer'],
      moduleId: '',
      dueDays: 7,
    },
    validate: { moduleId: (value, all) => (all.offer === 'outreach' || value.trim() ? null : 'Name the module.') },
  });
  const saving = useMutation({
    mutationFn: (body: typeof form.values) => call(addRefresher, { body }),
    onSuccess: () => {
      onClose();
      onAdded();
    },
  });
  return (
    <FormDrawer
      title="Add a rule"
      submit="Add"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      <Select
        label="When use shows"
        allowDeselect={false}
        data={signalKinds.map((value) => ({ value, label: signalText[value] ?? value }))}
        {...form.getInputProps('signal')}
      />
      <Select
        label="About"
        placeholder="Anything"
        clearable
        searchable
        data={(data?.competencies ?? []).map((one) => ({ value: one.competencyId, label: one.name }))}
        {...form.getInputProps('competencyId')}
      />
      <Select
        label="Then"
        allowDeselect={false}
        data={Object.entries(offerText).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('offer')}
      />
      {form.values.offer !== 'outreach' && (
        <TextInput label="Module" description="Its id, or the address of a course elsewhere" required {...form.getInputProps('moduleId')} />
      )}
      <NumberInput label="Within, days" min={0} max={90} {...form.getInputProps('dueDays')} />
    </FormDrawer>
  );
}
