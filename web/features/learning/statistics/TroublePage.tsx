import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listTrouble } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../authoring/authoring.module.css';
import { ItemCard } from './ItemCard.tsx';

/** Items of all modules that need a look, the worst first. */
export function TroublePage() {
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['training', 'trouble'], queryFn: () => call(listTrouble, {}) });
  return (
    <>
      <PageHeader
        title="Items that need a look"
        note="Hard ones, ones that say little of who knows, and ones that turn the wrong way. The item is looked at, never who answered."
      />
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton height={300} radius="md" />}
      {data && data.items.length === 0 && (
        <EmptyState title="No item is in trouble">
          {data.answered} answers in knowledge checks so far. An item is looked at once eight people have answered it.
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <Section title="Worst first" note={`${data.items.length} items, ${data.answered.toLocaleString('en')} answers`} flush>
          <ul className={css.rows}>
            {data.items.map((item) => (
              <ItemCard key={`${item.moduleId} ${item.itemId}`} item={item} withModule />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
