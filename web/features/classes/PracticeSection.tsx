import { Button, NumberInput, Select, Switch } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listExercises } from '#sandbox/contract.ts';
import { startPracticeClass, type MeetingPage } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useCan } from '#web/app/session.tsx';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { Section } from '#web/ui/Section.tsx';
import { useRefreshClasses } from './use-classes.ts';

/** The class in the practice EHR that belongs to a class meeting: who sits here is expected there. */
export function PracticeSection({ meeting: { meetingId, practice, state } }: { meeting: MeetingPage }) {
  const mayLead = useCan('sandbox.instruct');
  const [opening, setOpening] = useState(false);
  if (!mayLead || state === 'cancelled') return null;
  return (
    <Section
      title="In the practice EHR"
      note={
        practice
          ? 'Who has a seat here is on its list: those who have not begun are seen too.'
          : 'Everybody who has a seat is on its list, and stays so when seats change.'
      }
      actions={
        practice ? (
          <LinkButton to="/practice-classes/$classId" params={{ classId: practice.practiceClassId }} variant="default">
            Open the practice class
          </LinkButton>
        ) : (
          <Button variant="default" onClick={() => setOpening(true)}>
            Start a practice class
          </Button>
        )
      }
    >
      {practice ? (
        <>
          Code to join: <code>{practice.code}</code>
        </>
      ) : (
        'Learners work on one exercise, each in a hospital of their own; you see who is on which step.'
      )}
      {opening && <StartDrawer meetingId={meetingId} onClose={() => setOpening(false)} />}
    </Section>
  );
}

function StartDrawer({ meetingId, onClose }: { meetingId: string; onClose: () => void }) {
  const refresh = useRefreshClasses();
  const exercises = useQuery({ queryKey: ['practice-exercises'], queryFn: () => call(listExercises, {}) });
  const [exerciseId, setExerciseId] = useState<string | null>(null);
  const [exam, setExam] = useState(false);
  const [limit, setLimit] = useState<number | string>('');
  const starting = useMutation({
    mutationFn: () =>
      call(startPracticeClass, {
        params: { meetingId },
        body: { exerciseId, exam, limitMinutes: typeof limit === 'number' ? limit : null },
      }),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  return (
    <FormDrawer
      title="Start a practice class"
      submit="Start"
      busy={starting.isPending}
      error={starting.error}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        starting.mutate();
      }}
    >
      <Select
        label="Exercise"
        description="Everybody works on this one."
        placeholder="Free practice"
        data={(exercises.data?.exercises ?? []).map((one) => ({ value: one.exerciseId, label: `${one.title} (${one.role})` }))}
        value={exerciseId}
        searchable
        clearable
        data-autofocus
        onChange={setExerciseId}
      />
      <Switch
        label="Examination"
        description="No progress is shown, there are no hints, nothing is taken back, and it is taken once."
        checked={exam}
        onChange={(event) => setExam(event.currentTarget.checked)}
      />
      <NumberInput
        label="Minutes for each learner"
        description="Empty: as long as they need. What is done by then is handed in."
        min={1}
        max={1440}
        allowDecimal={false}
        value={limit}
        onChange={setLimit}
      />
    </FormDrawer>
  );
}
