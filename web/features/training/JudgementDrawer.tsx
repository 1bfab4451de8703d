import { Select, Text, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { grantCompetency, mendGlass, waiveDuty, withdrawGrant, type Duty, type Standing } from '#training/contract.ts';
import { levelText } from './training-words.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';

export interface Judgement {
  readonly kind: 'shown' | 'waive' | 'withdraw' | 'mend';
  readonly standing: Standing;
  readonly duty: Duty | null;
}

const words = {
  shown: {
    title: 'Recognise a skill',
    submit: 'Recognise',
    text: 'Somebody saw them do it, or they learned it elsewhere. Your name stands beside it.',
  },
  waive: {
    title: 'Waive',
    submit: 'Waive',
    text: 'They need not have this skill, until the day that you name. Your name and reason stay on record.',
  },
  withdraw: {
    title: 'Take back',
    submit: 'Take back',
    text: 'What was waived or recognised for this skill counts no longer. It stays on record.',
  },
  mend: { title: 'End break-glass', submit: 'End access', text: 'Their emergency access ends now.' },
} as const;

/** What a person with a name says about another’s record: always with a reason. */
export function JudgementDrawer({ judgement: { kind, standing, duty }, onClose }: { judgement: Judgement; onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm({
    initialValues: {
      competencyId: duty?.competencyId ?? standing.duties[0]?.competencyId ?? '',
      level: '2',
      how: 'shown',
      reason: '',
      until: '',
    },
    validate: {
      reason: (value) => (value.trim().length < 5 ? 'Say why, in a few words.' : null),
      until: (value) => (value === '' || /^\d{4}-\d\d-\d\d$/.test(value) ? null : 'Choose a day, or leave it empty.'),
    },
  });
  const saving = useMutation({
    mutationFn: (values: typeof form.values) => send(kind, standing, values),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: ['training'] });
    },
  });
  const { title, submit, text } = words[kind];
  return (
    <FormDrawer
      title={duty ? `${title}: ${duty.name}` : title}
      submit={submit}
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      <Text size="sm">{text}</Text>
      {kind === 'shown' && (
        <>
          <Select
            label="Skill"
            allowDeselect={false}
            searchable
            data={standing.duties.map((one) => ({ value: one.competencyId, label: one.name }))}
            {...form.getInputProps('competencyId')}
          />
          <Select
            label="Level"
            allowDeselect={false}
            data={Object.entries(levelText).map(([value, label]) => ({ value, label }))}
            {...form.getInputProps('level')}
          />
          <Select
            label="How it is known"
            allowDeselect={false}
            data={[
              { value: 'shown', label: 'Shown to a trainer or super-user' },
              { value: 'equivalence', label: 'Learned elsewhere' },
            ]}
            {...form.getInputProps('how')}
          />
        </>
      )}
      <Textarea label="Why" required autosize minRows={2} data-autofocus {...form.getInputProps('reason')} />
      {(kind === 'waive' || form.values.how === 'equivalence') && (
        <TextInput type="date" label="Until" description="The last day of it; empty: for good" {...form.getInputProps('until')} />
      )}
    </FormDrawer>
  );
}

interface Values {
  readonly competencyId: string;
  readonly level: string;
  readonly how: string;
  readonly reason: string;
  readonly until: string;
}

function send(kind: Judgement['kind'], { personId, jobRole }: Standing, values: Values) {
  const { competencyId, reason } = values;
  const [params, until] = [{ personId }, values.until === '' ? null : values.until];
  if (kind === 'waive') return call(waiveDuty, { params, body: { competencyId, reason, until } });
  if (kind === 'withdraw') return call(withdrawGrant, { params, body: { competencyId, reason } });
  if (kind === 'mend') return call(mendGlass, { params, body: { jobRole, reason } });
  const how = values.how === 'equivalence' ? 'equivalence' : 'shown';
  return call(grantCompetency, { params, body: { competencyId, level: Number(values.level), kind: how, reason, until } });
}
