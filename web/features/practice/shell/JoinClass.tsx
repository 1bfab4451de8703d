import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { startAttempt } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { chooseRole } from './roles.ts';

/** Begins the exercise of a class by the code that its instructor reads out; without one, free practice in the role chosen. */
export function JoinClass({ role }: { role: string }) {
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const join = useMutation({
    mutationFn: () => call(startAttempt, { body: { exerciseId: null, classCode: code.trim() } }),
    onSuccess: ({ attemptId, exerciseId }) => {
      if (exerciseId === null) chooseRole(attemptId, role);
      void navigate({ to: '/practice/$attemptId', params: { attemptId } });
    },
  });
  return (
    <Section title="Join a class" note="Your instructor reads the code out and sees how far you are.">
      <form
        style={{ display: 'flex', gap: 8, alignItems: 'end', flexWrap: 'wrap' }}
        onSubmit={(event) => {
          event.preventDefault();
          join.mutate();
        }}
      >
        <TextInput
          label="Code of the class"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
          maxLength={20}
          w={180}
        />
        <Button type="submit" variant="default" disabled={code.trim() === ''} loading={join.isPending}>
          Join
        </Button>
      </form>
      <ProblemAlert error={join.error} title="You could not join" />
    </Section>
  );
}
