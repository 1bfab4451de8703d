import { MultiSelect, NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { saveCourse, type Course } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { useRefreshClasses } from './use-classes.ts';

export function CourseDrawer({ course, courses, onClose }: { course: Course | null; courses: readonly Course[]; onClose: () => void }) {
  const refresh = useRefreshClasses();
  const form = useForm<Course>({
    initialValues: course ?? { courseId: '', name: '', minutes: 240, seatsMax: 12, after: [] },
    validate: {
      courseId: (value) => (/^[a-z0-9][a-z0-9-]*$/.test(value) ? null : 'Use lower case letters, digits and hyphens.'),
      name: (value) => (value.trim().length >= 3 ? null : 'Name the course.'),
    },
  });
  const saving = useMutation({
    mutationFn: ({ courseId, ...body }: Course) => call(saveCourse, { params: { courseId }, body }),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  return (
    <FormDrawer
      title={course?.name ?? 'Add a course'}
      submit="Save"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      {!course && (
        <TextInput
          label="Id"
          description="The requirements matrix refers to it; it cannot be changed later"
          required
          {...form.getInputProps('courseId')}
        />
      )}
      <TextInput label="Name" required {...form.getInputProps('name')} />
      <NumberInput
        label="Minutes"
        description="At most four hours: a longer course is two courses, one after the other"
        min={15}
        max={240}
        {...form.getInputProps('minutes')}
      />
      <NumberInput label="Seats at most" min={1} max={200} {...form.getInputProps('seatsMax')} />
      <MultiSelect
        label="After"
        description="Courses that must be over before this one"
        data={courses.filter((one) => one.courseId !== course?.courseId).map((one) => ({ value: one.courseId, label: one.name }))}
        {...form.getInputProps('after')}
      />
    </FormDrawer>
  );
}
