import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeMacro, createMacro, listIssues, removeMacro, searchTips, type Macro } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';
import { issuesKey, macrosPageKey } from './query-keys.ts';

const triages = [
  { value: 'one can-wait', label: 'One person, can wait (P4)' },
  { value: 'one stopped', label: 'One person, stopped (P3)' },
  { value: 'unit slowed', label: 'A unit, slowed (P3)' },
  { value: 'unit stopped', label: 'A unit, stopped (P2)' },
  { value: 'hospital stopped', label: 'The hospital, stopped (P1)' },
] as const;

/** A prepared answer, and what else is done with it. */
export function MacroDrawer({ macro, onClose }: { macro: Macro | null; onClose: () => void }) {
  const client = useQueryClient();
  const issues = useQuery({ queryKey: issuesKey, queryFn: () => call(listIssues, {}) });
  const tips = useQuery({ queryKey: ['tips', 'all'], queryFn: () => call(searchTips, { query: {} }) });
  const form = useForm({
    initialValues: {
      name: macro?.name ?? '',
      text: macro?.text ?? '',
      ends: macro?.ends ?? false,
      triage: macro?.triage ? `${macro.triage.impact} ${macro.triage.urgency}` : null,
      issueId: macro?.issueId ?? null,
      tipId: macro?.tipId ?? null,
    },
    validate: {
      name: (name) => (name.trim().length >= 2 ? null : 'Give it a name that one finds again.'),
      text: (text) => (text.trim() ? null : 'Write the answer.'),
    },
  });
  const done = async (): Promise<void> => {
    onClose();
    await client.invalidateQueries({ queryKey: macrosPageKey });
  };
  const saving = useMutation({
    mutationFn: ({ triage, ...values }: typeof form.values) => {
      const [impact, urgency] = (triage ?? '').split(' ') as [
        NonNullable<Macro['triage']>['impact'],
        NonNullable<Macro['triage']>['urgency'],
      ];
      const body = { ...values, triage: triage === null ? null : { impact, urgency } };
      return macro ? call(changeMacro, { params: { macroId: macro.macroId }, body }) : call(createMacro, { body });
    },
    onSuccess: done,
  });
  return (
    <FormDrawer
      title={macro ? 'Change the macro' : 'Prepare an answer'}
      submit="Save"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
      aside={
        macro && (
          <RemoveButton
            label="Remove"
            remove={() => call(removeMacro, { params: { macroId: macro.macroId } })}
            onRemoved={() => void done()}
          >
            What was sent by it stays.
          </RemoveButton>
        )
      }
    >
      <TextInput label="Name" required maxLength={60} data-autofocus {...form.getInputProps('name')} />
      <Textarea
        label="Answer"
        description="No patient’s data"
        required
        autosize
        minRows={4}
        maxLength={4000}
        {...form.getInputProps('text')}
      />
      <Checkbox label="The help has ended by it: the asker is asked" {...form.getInputProps('ends', { type: 'checkbox' })} />
      <Select label="Triage" placeholder="As it is" clearable data={[...triages]} {...form.getInputProps('triage')} />
      <Select
        label="Known issue"
        placeholder="None"
        clearable
        searchable
        data={(issues.data?.issues ?? []).map((one) => ({ value: one.issueId, label: one.title }))}
        {...form.getInputProps('issueId')}
      />
      <Select
        label="Tip sheet"
        placeholder="None"
        clearable
        searchable
        data={(tips.data?.tips ?? []).map((one) => ({ value: one.tipId, label: one.title }))}
        {...form.getInputProps('tipId')}
      />
    </FormDrawer>
  );
}
