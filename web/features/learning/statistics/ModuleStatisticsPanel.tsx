import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getModuleStatistics } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { Facts } from '#web/ui/Facts.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../authoring/authoring.module.css';
import { ItemCard } from './ItemCard.tsx';
import { shareText } from './statistics-words.ts';

/** How a module does: attempts, where people stop, and each item. */
export function ModuleStatisticsPanel({ moduleId }: { moduleId: string }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['training', 'statistics', moduleId],
    queryFn: () => call(getModuleStatistics, { params: { moduleId } }),
  });
  if (isPending) return <Skeleton height={300} radius="md" />;
  if (!data) return <ProblemAlert error={error} title="The statistics could not be read" onRetry={() => void refetch()} />;
  const most = Math.max(1, ...data.reached.map((step) => step.people));
  return (
    <>
      <Section title="Attempts" note={`All that ended, given-up ones too. Nothing is shown below ${data.suppressBelow} answers.`}>
        <Facts
          facts={[
            ['Begun by', data.begun],
            ['Passed by', data.passed],
            ['Attempts', data.attempts],
            ['Of these passed', shareText(data.passRate)],
            ['Half took at most', data.medianMinutes === null ? '–' : `${data.medianMinutes} min from beginning to passing`],
          ]}
        />
      </Section>
      <Section title="How far people come" note={`Version ${data.version}`}>
        <div className={css.choices}>
          {data.reached.map((step) => (
            <div key={step.title} className={css.choiceRow}>
              <span>{step.title}</span>
              <span className={css.bar} aria-hidden="true">
                <span className={css.fill} style={{ width: `${(step.people / most) * 100}%` }} />
              </span>
              <span className="tabular">{step.people}</span>
            </div>
          ))}
        </div>
      </Section>
      <Section title="Items" note="First answers in knowledge checks, those in trouble first" flush>
        <ul className={css.rows}>
          {data.items
            .toSorted((a, b) => b.trouble - a.trouble)
            .map((item) => (
              <ItemCard key={item.itemId} item={item} />
            ))}
        </ul>
      </Section>
    </>
  );
}
