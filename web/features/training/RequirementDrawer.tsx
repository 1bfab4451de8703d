import { Checkbox, Group, NumberInput, Select, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { removeRequirement, saveRequirement, type Competency, type RequirementRow } from '#training/contract.ts';
import type { Matrix } from './matrix.ts';
import { RemarkList } from './RemarkList.tsx';
import { levelText } from './training-words.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';
import { wordText } from '#web/ui/word-text.ts';

interface Props {
  matrix: Matrix;
  jobRole: string;
  competency: Competency;
  mayChange: boolean;
  onClose: () => void;
}

/** One cell of the matrix: how it is asked, why, and what people say of it. */
export function RequirementDrawer({ matrix, jobRole, competency, mayChange, onClose }: Props) {
  const client = useQueryClient();
  const { competencyId } = competency;
  const there = matrix.requirements.find((one) => one.jobRole === jobRole && one.competencyId === competencyId);
  const params = { jobRole, competencyId };
  const form = useRequirementForm(there);
  const done = async (): Promise<void> => {
    onClose();
    await client.invalidateQueries({ queryKey: ['training'] });
  };
  const saving = useMutation({
    mutationFn: ({ level, validDays, ...values }: typeof form.values) =>
      call(saveRequirement, {
        params,
        body: { ...values, level: Number(level), validDays: validDays === '' ? null : Number(validDays), version: there?.version ?? 0 },
      }),
    onSuccess: done,
  });
  const title = `${wordText(jobRole)}: ${competency.name}`;
  return (
    <FormDrawer
      title={title}
      submit={there ? 'Save' : 'Ask it of this role'}
      readOnly={!mayChange}
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
      aside={
        there &&
        mayChange && (
          <RemoveButton
            label="Ask no longer"
            confirm="Ask no longer"
            remove={() =>
              call(removeRequirement, { params, query: { version: there.version, why: form.values.why.trim() || 'Asked no longer' } })
            }
            onRemoved={() => void done()}
          >
            Nobody in this role needs it any more. What was said of it stays.
          </RemoveButton>
        )
      }
    >
      {competency.description && <Text size="sm">{competency.description}</Text>}
      {mayChange ? (
        <Fields form={form} isNew={!there} />
      ) : (
        there && (
          <Stack gap={4}>
            <Text size="sm">
              {levelText[there.level]}, {there.mandatory ? 'needed for access' : 'recommended'}
            </Text>
            <Text size="sm">{there.reason}</Text>
            <Text size="xs" c="dimmed">
              {there.source}
            </Text>
          </Stack>
        )
      )}
      {there && <RemarkList jobRole={jobRole} competencyId={competencyId} />}
    </FormDrawer>
  );
}

type Form = ReturnType<typeof useRequirementForm>;

const useRequirementForm = (there: RequirementRow | undefined) =>
  useForm({
    initialValues: {
      level: String(there?.level ?? 2),
      mandatory: there?.mandatory ?? true,
      validDays: (there?.validDays ?? '') as number | string,
      dueDaysBeforeGoLive: there?.dueDaysBeforeGoLive ?? 7,
      dueDaysAfterStart: there?.dueDaysAfterStart ?? 14,
      reason: there?.reason ?? '',
      source: there?.source ?? '',
      why: '',
    },
    validate: { reason: (value) => (value.trim().length < 3 ? 'Say why this role needs it.' : null) },
  });

function Fields({ form, isNew }: { form: Form; isNew: boolean }) {
  return (
    <>
      <Group grow align="flex-end">
        <Select
          label="Level"
          allowDeselect={false}
          data={Object.entries(levelText).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('level')}
        />
        <NumberInput label="A proof counts for, days" placeholder="For good" min={1} max={3650} {...form.getInputProps('validDays')} />
      </Group>
      <Checkbox label="Needed for access" {...form.getInputProps('mandatory', { type: 'checkbox' })} />
      <Group grow align="flex-end">
        <NumberInput label="Due before own go-live, days" min={0} max={180} {...form.getInputProps('dueDaysBeforeGoLive')} />
        <NumberInput label="Or after the start in the role, days" min={0} max={365} {...form.getInputProps('dueDaysAfterStart')} />
      </Group>
      <Textarea label="Why this role needs it" required autosize minRows={2} {...form.getInputProps('reason')} />
      <TextInput label="Where that comes from" {...form.getInputProps('source')} />
      {!isNew && <TextInput label="Why it changes" description="Kept beside the cell" {...form.getInputProps('why')} />}
    </>
  );
}
