import { Button, Select } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { getOwnServer, startAttempt } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { OwnGrants } from '../apps/OwnGrants.tsx';
import { ExerciseList } from '../goals/ExerciseList.tsx';
import { OwnAttempts } from '../goals/OwnAttempts.tsx';
import { JoinClass } from './JoinClass.tsx';
import { chooseRole, practiceRoles } from './roles.ts';

/** Where practice begins: a hospital of one's own, and what was done so far. */
export function PracticePage() {
  const navigate = useNavigate();
  const [role, setRole] = useState<string>('physician');
  const ownServer = useQuery({ queryKey: ['own-server'], queryFn: () => call(getOwnServer, {}) });
  const start = useMutation({
    mutationFn: (onOwnServer: boolean) => call(startAttempt, { body: { exerciseId: null, ...(onOwnServer ? { onOwnServer } : {}) } }),
    onSuccess: ({ attemptId }) => {
      chooseRole(attemptId, role);
      void navigate({ to: '/practice/$attemptId', params: { attemptId } });
    },
  });
  return (
    <>
      <PageHeader
        title="Practice EHR"
        note="A whole hospital of your own, with invented patients. Nothing you do there reaches anybody, and it starts anew whenever you like."
      />
      <ExerciseList />
      <JoinClass />
      <Section title="Free practice" note="Look around, try orders, give medication.">
        <div style={{ display: 'flex', gap: 8, alignItems: 'end', flexWrap: 'wrap' }}>
          <Select
            label="Work as"
            data={[...practiceRoles]}
            value={role}
            onChange={(value) => setRole(value ?? role)}
            allowDeselect={false}
            w={180}
          />
          <Button loading={start.isPending && !start.variables} onClick={() => start.mutate(false)}>
            Open the hospital
          </Button>
          {ownServer.data?.address && (
            <Button variant="default" loading={start.isPending && start.variables} onClick={() => start.mutate(true)}>
              Open our test system
            </Button>
          )}
        </div>
        <ProblemAlert error={start.error} title="It could not be opened" />
      </Section>
      <OwnAttempts />
      <OwnGrants />
    </>
  );
}
