import { Button, Checkbox, Group, Select, Text, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { saveCompetency, saveTeachings, type Competency, type Teaching } from '#training/contract.ts';
import css from './matrix.module.css';
import type { Matrix } from './matrix.ts';
import { activityName, levelText } from './training-words.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';

const proofText: Readonly<Record<Teaching['proof'], string>> = { passed: 'passed', completed: 'completed', attended: 'attended' };

/** A skill: what it is, and what proves it. */
export function CompetencyDrawer({ matrix, competency, onClose }: { matrix: Matrix; competency: Competency | null; onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm({
    initialValues: {
      competencyId: competency?.competencyId ?? '',
      name: competency?.name ?? '',
      description: competency?.description ?? '',
      retired: competency?.retired ?? false,
      course: '',
      level: '2',
    },
    validate: {
      competencyId: (value) => (/^[a-z0-9][a-z0-9-]{0,63}$/.test(value) ? null : 'Lower case letters, digits and hyphens.'),
      name: (value) => (value.trim().length < 3 ? 'Name it.' : null),
      course: (value) =>
        value === '' || /^[a-z][a-z0-9+.-]*:\S+$/i.test(value) ? null : 'The address that its statements name, as https://…',
    },
  });
  const saving = useMutation({
    mutationFn: async ({ competencyId, name, description, retired, course, level }: typeof form.values) => {
      await call(saveCompetency, { params: { competencyId }, body: { name, description, retired } });
      if (course !== '')
        await setTeaching(matrix, { activity: 'module', activityId: course }, competencyId, { level: Number(level), proof: 'passed' });
    },
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: ['training'] });
    },
  });
  const removing = useMutation({
    mutationFn: (one: Teaching) => setTeaching(matrix, one, one.competencyId, null),
    onSuccess: () => client.invalidateQueries({ queryKey: ['training'] }),
  });
  const proofs = matrix.teachings.filter((one) => one.competencyId === competency?.competencyId);
  return (
    <FormDrawer
      title={competency?.name ?? 'Add a skill'}
      submit={competency ? 'Save' : 'Add'}
      busy={saving.isPending}
      error={saving.error ?? removing.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      {!competency && (
        <TextInput
          label="Short name"
          description="Stays as it is: modules name it"
          required
          data-autofocus
          {...form.getInputProps('competencyId')}
        />
      )}
      <TextInput label="Name" required {...form.getInputProps('name')} />
      <Textarea label="What it is" autosize minRows={2} {...form.getInputProps('description')} />
      {competency && <Checkbox label="Retired: asked of nobody any more" {...form.getInputProps('retired', { type: 'checkbox' })} />}
      <div>
        <Text fw={500} size="sm">
          Proved by
        </Text>
        {proofs.length === 0 && <Text size="sm">Nothing yet: only by being shown to a trainer.</Text>}
        <ul className={css.proofs}>
          {proofs.map((one) => (
            <li key={`${one.activity}/${one.activityId}`}>
              <span title={one.activityId}>
                {activityName(one.activityId)} {proofText[one.proof]}: {levelText[one.level]?.toLowerCase()}
              </span>
              <Button
                size="compact-xs"
                variant="subtle"
                color="red"
                aria-label={`Remove ${activityName(one.activityId)}`}
                onClick={() => removing.mutate(one)}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <Group grow align="flex-start">
        <TextInput label="A course elsewhere proves it too" placeholder="https://…" {...form.getInputProps('course')} />
        <Select
          label="Up to level"
          allowDeselect={false}
          data={Object.entries(levelText).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('level')}
        />
      </Group>
    </FormDrawer>
  );
}

/** What the activity teaches besides stays as it is. */
function setTeaching(
  matrix: Matrix,
  { activity, activityId }: Pick<Teaching, 'activity' | 'activityId'>,
  competencyId: string,
  how: Pick<Teaching, 'level' | 'proof'> | null,
) {
  const others = matrix.teachings.filter(
    (one) => one.activity === activity && one.activityId === activityId && one.competencyId !== competencyId,
  );
  const teaches = [
    ...others.map(({ competencyId: id, level, proof }) => ({ competencyId: id, level, proof })),
    ...(how ? [{ competencyId, ...how }] : []),
  ];
  return call(saveTeachings, { body: { activity, activityId, teaches } });
}
