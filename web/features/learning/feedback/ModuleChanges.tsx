import { useQuery } from '@tanstack/react-query';
import { listChanges } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { Section } from '#web/ui/Section.tsx';
import { ChangeList } from './ChangeList.tsx';

/** Of one module: what learners said, and what was changed. Nothing where nothing was. */
export function ModuleChanges({ moduleId }: { moduleId: string }) {
  const query = { activity: 'module', activityId: moduleId } as const;
  const { data } = useQuery({ queryKey: ['feedback', 'changes', moduleId], queryFn: () => call(listChanges, { query }) });
  if (!data || data.changes.length === 0) return null;
  return (
    <Section title="What learners said, and what was done" flush>
      <ChangeList changes={data.changes.slice(0, 10)} named={false} />
    </Section>
  );
}
