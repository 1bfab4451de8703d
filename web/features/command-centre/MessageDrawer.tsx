import { MultiSelect, Select, Switch, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { broadcast, listIssues, sendMessage } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { plural } from '#web/ui/time-text.ts';
import { issuesKey } from './query-keys.ts';

/** Tell those concerned: by the known issue that they asked about, or by where they are. */
export function MessageDrawer({ text = '', onClose }: { text?: string; onClose: () => void }) {
  const client = useQueryClient();
  const { units } = usePlaces();
  const issues = useQuery({ queryKey: issuesKey, queryFn: () => call(listIssues, {}) });
  const form = useForm({
    initialValues: { text, issueId: null as string | null, unitIds: [] as string[], answers: true },
    validate: { text: (value) => (value.trim().length >= 3 ? null : 'Write what they should know.') },
  });
  const sending = useMutation({
    mutationFn: async ({ issueId, unitIds, answers, ...rest }: typeof form.values) => {
      if (issueId === null) return { ...(await call(sendMessage, { body: { ...rest, unitIds } })), answered: 0 };
      return call(broadcast, { params: { issueId }, body: { ...rest, answers } });
    },
    onSuccess: async ({ told, answered }) => {
      notifications.show({
        message: `${plural(told, 'person', 'people')} told${answered > 0 ? `, ${plural(answered, 'request')} answered` : ''}.`,
      });
      onClose();
      await client.invalidateQueries({ queryKey: ['support'] });
    },
  });
  const issue = issues.data?.issues.find((one) => one.issueId === form.values.issueId);
  return (
    <FormDrawer
      title="Tell those concerned"
      submit="Send"
      busy={sending.isPending}
      error={sending.error}
      onSubmit={form.onSubmit((values) => sending.mutate(values))}
      onClose={onClose}
    >
      <Select
        label="About a known issue"
        description="Goes to everybody who asked about it, and to those on duty on their units"
        placeholder="None: by place"
        clearable
        searchable
        data={(issues.data?.issues ?? []).filter((one) => one.state === 'open').map((one) => ({ value: one.issueId, label: one.title }))}
        {...form.getInputProps('issueId')}
        onChange={(issueId) => {
          form.setFieldValue('issueId', issueId);
          const chosen = issues.data?.issues.find((one) => one.issueId === issueId);
          if (chosen && form.values.text.trim() === '') form.setFieldValue('text', chosen.workaround);
        }}
      />
      {form.values.issueId === null && (
        <MultiSelect
          label="On these units"
          description="Those on duty there, and whose requests are open there"
          placeholder={form.values.unitIds.length === 0 ? 'Everywhere' : ''}
          searchable
          clearable
          data={units.map((unit) => ({ value: unit.unitId, label: unit.name }))}
          {...form.getInputProps('unitIds')}
        />
      )}
      <Textarea
        label="Message"
        description="No patient, no name"
        required
        autosize
        minRows={4}
        maxLength={1000}
        {...form.getInputProps('text')}
      />
      {issue && (
        <Switch
          label={`It answers the requests that wait (${plural(issue.requests, 'request')} of this issue in all)`}
          description="Nobody walks there; each asker confirms or opens again"
          {...form.getInputProps('answers', { type: 'checkbox' })}
        />
      )}
    </FormDrawer>
  );
}
