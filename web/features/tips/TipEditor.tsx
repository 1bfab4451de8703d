import { Checkbox, SegmentedControl, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { changeTip, createTip, searchTips, type Tip } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { MarkdownText } from '#web/ui/MarkdownText.tsx';
import { tipsKey } from './query-keys.ts';
import css from './tips.module.css';

/** Writes a tip sheet or its next version; what it was before stays. */
export function TipEditor({ tip, onClose }: { tip: Tip | null; onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [look, setLook] = useState<'write' | 'read'>('write');
  const tags = useQuery({ queryKey: [...tipsKey, 'tags'], queryFn: () => call(searchTips, { query: {} }) });
  const known = (tags.data?.tags ?? []).map(({ tag }) => tag);
  const form = useForm({
    initialValues: {
      title: tip?.title ?? '',
      body: tip?.body ?? '',
      topics: tip?.topics ?? [],
      jobRoles: tip?.jobRoles ?? [],
      note: '',
      retired: tip?.retired ?? false,
    },
    validate: {
      title: (title) => (title.trim().length >= 3 ? null : 'Say in a few words what it helps with.'),
      body: (body) => (body.trim() ? null : 'Write what to do.'),
    },
  });
  const saving = useMutation({
    mutationFn: ({ retired, ...values }: typeof form.values) =>
      tip
        ? call(changeTip, { params: { tipId: tip.tipId }, body: { ...values, retired, basedOn: tip.version } })
        : call(createTip, { body: values }),
    onSuccess: async ({ tipId }) => {
      onClose();
      await client.invalidateQueries({ queryKey: tipsKey });
      if (!tip) void navigate({ to: '/tips/$tipId', params: { tipId } });
    },
  });
  return (
    <FormDrawer
      title={tip ? 'Change the tip sheet' : 'Write a tip sheet'}
      submit={tip ? `Save as version ${tip.version + 1}` : 'Save'}
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      <TextInput label="Title" required maxLength={160} data-autofocus {...form.getInputProps('title')} />
      <SegmentedControl
        size="xs"
        aria-label="Write or read"
        value={look}
        onChange={(to) => setLook(to === 'read' ? 'read' : 'write')}
        data={[
          { value: 'write', label: 'Write' },
          { value: 'read', label: 'As it will read' },
        ]}
      />
      {look === 'write' ? (
        <Textarea
          label="What to do"
          description="Markdown: **bold**, 1. numbered, - listed, ## heading. No patient’s data."
          required
          autosize
          minRows={12}
          maxRows={28}
          {...form.getInputProps('body')}
        />
      ) : (
        <div className={css.preview}>
          <MarkdownText>{form.values.body || '*Nothing yet*'}</MarkdownText>
        </div>
      )}
      <TagsInput label="Topics" data={known} maxTags={20} {...form.getInputProps('topics')} />
      <TagsInput
        label="For the job roles"
        description="Empty: for everybody"
        data={known}
        maxTags={20}
        {...form.getInputProps('jobRoles')}
      />
      <TextInput label="What changed" maxLength={200} {...form.getInputProps('note')} />
      {tip && <Checkbox label="Put away: no longer suggested or found" {...form.getInputProps('retired', { type: 'checkbox' })} />}
    </FormDrawer>
  );
}
