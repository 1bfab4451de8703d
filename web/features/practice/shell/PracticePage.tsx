import { Button, Select, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { getOwnServer, listOwnAttempts, startAttempt, type AttemptView } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { ExerciseList } from '../goals/ExerciseList.tsx';
import { JoinClass } from './JoinClass.tsx';
import { practiceKeys } from './practice-keys.ts';
import { chooseRole, practiceRoles } from './roles.ts';

/** Where practice begins: a hospital of one's own, and what was done so far. */
export function PracticePage() {
  const navigate = useNavigate();
  const [role, setRole] = useState<string>('physician');
  const own = useQuery({ queryKey: practiceKeys.own, queryFn: () => call(listOwnAttempts, {}) });
  const ownServer = useQuery({ queryKey: ['own-server'], queryFn: () => call(getOwnServer, {}) });
  const start = useMutation({
    mutationFn: (onOwnServer: boolean) => call(startAttempt, { body: { exerciseId: null, ...(onOwnServer ? { onOwnServer } : {}) } }),
    onSuccess: ({ attemptId }) => {
      chooseRole(attemptId, role);
      void navigate({ to: '/practice/$attemptId', params: { attemptId } });
    },
  });
  const columns: Column<AttemptView>[] = [
    {
      key: 'what',
      header: 'What',
      width: 'minmax(160px, 2fr)',
      cell: (one) => <span className="truncate">{one.exerciseTitle ?? 'Free practice'}</span>,
    },
    { key: 'started', header: 'Begun', width: '140px', cell: (one) => <TimeText at={one.startedAt} />, sortBy: (one) => one.startedAt },
    { key: 'state', header: 'State', width: '120px', cell: (one) => (one.state === 'open' ? 'Open' : 'Handed in') },
  ];
  return (
    <>
      <PageHeader
        title="Practice EHR"
        note="A whole hospital of your own, with invented patients. Nothing you do there reaches anybody, and it starts anew whenever you like."
      />
      <ExerciseList />
      <JoinClass role={role} />
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
      <Section title="What I practised" flush>
        <ProblemAlert error={own.error} />
        {own.isPending && <Skeleton height={100} aria-busy="true" />}
        {own.data && (
          <DataTable
            label="My attempts"
            columns={columns}
            rows={own.data.attempts}
            rowKey={(one) => one.attemptId}
            onOpen={(one) => void navigate({ to: '/practice/$attemptId', params: { attemptId: one.attemptId } })}
            empty={<EmptyState title="Nothing yet">Your attempts and their marks are kept here.</EmptyState>}
          />
        )}
      </Section>
    </>
  );
}
