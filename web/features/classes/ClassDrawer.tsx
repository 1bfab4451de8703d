import { Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { minuteMs, shiftedInstant, type LocalDate, type TimeZone } from '#kernel/time.ts';
import { addMeeting } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { useClassSetUp, useRefreshClasses } from './use-classes.ts';

export function ClassDrawer({ zone, today, onClose }: { zone: TimeZone; today: LocalDate; onClose: () => void }) {
  const { data } = useClassSetUp();
  const refresh = useRefreshClasses();
  const form = useForm({
    initialValues: { courseId: '', roomId: '', trainerId: '', date: today, time: '08:00' },
    validate: {
      courseId: (value) => (value ? null : 'Choose the course.'),
      roomId: (value) => (value ? null : 'Choose the room.'),
      trainerId: (value) => (value ? null : 'Choose who teaches it.'),
      date: (value) => (value ? null : 'Choose the day.'),
      time: (value) => (/^\d{2}:\d{2}$/.test(value) ? null : 'Write the time as 08:00.'),
    },
  });
  const course = data?.courses.find((one) => one.courseId === form.values.courseId);
  const adding = useMutation({
    mutationFn: ({ date, time, ...of }: typeof form.values) => {
      const start = shiftedInstant(date, time, zone);
      return call(addMeeting, { body: { ...of, start, end: start + (course?.minutes ?? 60) * minuteMs } });
    },
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  return (
    <FormDrawer
      title="Add a class"
      submit="Add"
      busy={adding.isPending}
      error={adding.error}
      onSubmit={form.onSubmit((values) => adding.mutate(values))}
      onClose={onClose}
    >
      <Select
        label="Course"
        required
        searchable
        data={(data?.courses ?? []).map((one) => ({ value: one.courseId, label: one.name }))}
        {...form.getInputProps('courseId')}
      />
      {course && (
        <Text size="sm" c="dimmed">
          {course.minutes} minutes, at most {course.seatsMax} seats
        </Text>
      )}
      <Select
        label="Room"
        required
        data={(data?.rooms ?? []).map((one) => ({ value: one.roomId, label: `${one.name}, ${one.seats} seats` }))}
        {...form.getInputProps('roomId')}
      />
      <Select
        label="Trainer"
        description="Those who may teach this course"
        required
        searchable
        data={(data?.trainers ?? [])
          .filter((one) => one.courses.includes(form.values.courseId))
          .map((one) => ({ value: one.personId, label: one.name }))}
        {...form.getInputProps('trainerId')}
      />
      <TextInput type="date" label="Day" required {...form.getInputProps('date')} />
      <TextInput type="time" label="Begins at" required {...form.getInputProps('time')} />
    </FormDrawer>
  );
}
