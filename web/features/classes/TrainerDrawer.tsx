import { MultiSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { saveTrainer, type Course, type TrainerView } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { searchPeople } from '#web/app/search-people.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { SearchSelect, type Choice } from '#web/ui/SearchSelect.tsx';
import { useRefreshClasses } from './use-classes.ts';

type Row = z.infer<typeof TrainerView>;

export function TrainerDrawer({ trainer, courses, onClose }: { trainer: Row | null; courses: readonly Course[]; onClose: () => void }) {
  const refresh = useRefreshClasses();
  const { sites } = usePlaces();
  const [chosen, setChosen] = useState<Choice | null>(null);
  const form = useForm({
    initialValues: {
      personId: trainer?.personId ?? '',
      courses: trainer?.courses ?? [],
      sites: trainer?.sites ?? sites.map((site) => site.siteId),
    },
    validate: {
      personId: (value) => (value ? null : 'Choose the person.'),
      courses: (value) => (value.length > 0 ? null : 'Choose at least one course.'),
      sites: (value) => (value.length > 0 ? null : 'Choose at least one site.'),
    },
  });
  const saving = useMutation({
    mutationFn: ({ personId, ...body }: typeof form.values) => call(saveTrainer, { params: { personId }, body }),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  return (
    <FormDrawer
      title={trainer?.name ?? 'Add a trainer'}
      submit="Save"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      {!trainer && (
        <SearchSelect
          label="Person"
          kind="people"
          required
          error={typeof form.errors.personId === 'string' ? form.errors.personId : null}
          chosen={chosen}
          search={searchPeople}
          onChoose={(choice) => {
            setChosen(choice);
            form.setFieldValue('personId', choice?.value ?? '');
          }}
        />
      )}
      <MultiSelect
        label="May teach"
        required
        data={courses.map((one) => ({ value: one.courseId, label: one.name }))}
        {...form.getInputProps('courses')}
      />
      <MultiSelect
        label="At"
        required
        data={sites.map((site) => ({ value: site.siteId, label: site.name }))}
        {...form.getInputProps('sites')}
      />
    </FormDrawer>
  );
}
