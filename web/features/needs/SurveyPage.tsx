import { Button, Loader, NumberInput, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { answerSurvey, getOwnSurvey } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { wordText } from '#web/ui/word-text.ts';
import { needsKey, useRefreshNeeds } from './use-needs.ts';

type Task = z.infer<typeof getOwnSurvey.response>['tasks'][number];

/** Two questions a task, on a phone: how often, and how much it worries me. */
export function SurveyPage() {
  const { data, error, refetch } = useQuery({ queryKey: [...needsKey, 'survey'], queryFn: () => call(getOwnSurvey, {}) });
  return (
    <>
      <PageHeader
        title="What worries you?"
        note="Answers are shown in sums of at least three people; nobody reads who said what. They decide what your role is trained on."
      />
      <ProblemAlert error={error} title="The survey could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && data.tasks.length === 0 && (
        <EmptyState title="Nothing is asked of you">
          {data.jobRole === null
            ? 'Your account belongs to nobody in the directory.'
            : `No tasks are written down for ${wordText(data.jobRole)} yet.`}
        </EmptyState>
      )}
      {data?.tasks.map((task) => (
        <TaskQuestion key={task.taskId} task={task} />
      ))}
    </>
  );
}

function TaskQuestion({ task }: { task: Task }) {
  const refresh = useRefreshNeeds();
  const form = useForm({
    initialValues: { timesAWeek: task.own?.timesAWeek ?? 5, worry: String(task.own?.worry ?? 3), comment: task.own?.comment ?? '' },
  });
  const answering = useMutation({
    mutationFn: ({ worry, ...body }: typeof form.values) =>
      call(answerSurvey, { params: { taskId: task.taskId }, body: { ...body, worry: Number(worry) } }),
    onSuccess: refresh,
  });
  return (
    <Section title={task.name} note={task.own || answering.isSuccess ? 'Answered' : ''}>
      <form onSubmit={form.onSubmit((values) => answering.mutate(values))}>
        <Stack gap="sm" maw={560}>
          <NumberInput label="How often a week?" min={0} max={2000} w={160} {...form.getInputProps('timesAWeek')} />
          <div>
            <Text size="sm" fw={500} id={`worry-${task.taskId}`}>
              How much does it worry you, 1 (not at all) to 5 (very much)?
            </Text>
            <SegmentedControl aria-labelledby={`worry-${task.taskId}`} data={['1', '2', '3', '4', '5']} {...form.getInputProps('worry')} />
          </div>
          <Textarea label="Anything to say?" description="No patients, please" autosize minRows={1} {...form.getInputProps('comment')} />
          <div>
            <Button type="submit" variant="default" loading={answering.isPending}>
              {task.own ? 'Answer again' : 'Answer'}
            </Button>
          </div>
          <ProblemAlert error={answering.error} title="Your answer was not saved" />
        </Stack>
      </form>
    </Section>
  );
}
