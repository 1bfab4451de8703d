import { Button } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AttemptDetail } from '#sandbox/contract.ts';
import { useFhir } from '../fhir/FhirProvider.tsx';
import { useCommands } from '../shell/commands.ts';
import { practiceKeys } from '../shell/practice-keys.ts';
import { GoalsDrawer, useGoals } from './GoalsDrawer.tsx';

const opensOnceKey = (attemptId: string): string => `atelbow-goals-seen-${attemptId}`;

/** `Tasks 3/7`. At the beginning the drawer is open: the story comes before the work. */
export function GoalsButton({ attempt }: { attempt: AttemptDetail }) {
  const { attemptId } = attempt;
  const goals = useGoals(attemptId, true);
  const client = useQueryClient();
  const { base } = useFhir();
  const [opened, setOpened] = useState(() => attempt.state === 'open' && sessionStorage.getItem(opensOnceKey(attemptId)) === null);
  useEffect(() => {
    // A write of the record is news for the tasks: the cache tells when one has settled.
    let timer = 0;
    const stop = client.getMutationCache().subscribe((event) => {
      if (event.type !== 'updated' || event.mutation.state.status !== 'success') return;
      clearTimeout(timer);
      timer = window.setTimeout(() => void client.invalidateQueries({ queryKey: practiceKeys.goals(attemptId) }), 300);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, attemptId, base]);
  useCommands([{ key: 'tasks', group: 'Attempt', label: 'Tasks of the exercise', run: () => setOpened(true) }]);
  const list = goals.data?.goals ?? [];
  const done = list.filter((goal) => (goal.achieved ?? 0) >= 1).length;
  return (
    <>
      <Button variant="light" size="compact-sm" leftSection={<IconChecklist size={15} />} onClick={() => setOpened(true)}>
        Tasks{goals.data?.showsProgress && list.length > 0 ? ` ${done}/${list.length}` : ''}
      </Button>
      <GoalsDrawer
        attempt={attempt}
        opened={opened}
        onClose={() => {
          sessionStorage.setItem(opensOnceKey(attemptId), 'yes');
          setOpened(false);
        }}
      />
    </>
  );
}
