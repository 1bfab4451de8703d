import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerCheck, type RetrievalCheckView } from '#training/contract.ts';
import css from './learn.module.css';
import { ownKey } from './query-keys.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';

/** Retrieval checks that are due. The answer is one's own word, for oneself; trying to recall is what makes it stay. */
export function RecallList({ checks }: { checks: readonly RetrievalCheckView[] }) {
  const client = useQueryClient();
  const answering = useMutation({
    mutationFn: (body: { competencyId: string; step: number; recalled: boolean }) => call(answerCheck, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ownKey }),
  });
  if (checks.length === 0) return null;
  return (
    <Section
      title="Do you still know how?"
      note="Go through it in your head first, step by step. Once you know, it is not asked again."
      flush
    >
      <ul className={css.list}>
        {checks.map((check) => {
          const { competencyId, step } = check;
          return (
            <li key={competencyId} className={css.item}>
              <div className={css.what}>
                <div className={css.name}>{check.name}</div>
              </div>
              <div className={css.do}>
                <Button
                  variant="default"
                  aria-label={`I know: ${check.name}`}
                  onClick={() => answering.mutate({ competencyId, step, recalled: true })}
                >
                  I know
                </Button>
                <Button
                  variant="default"
                  aria-label={`Not quite: ${check.name}`}
                  onClick={() => answering.mutate({ competencyId, step, recalled: false })}
                >
                  Not quite
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      <ProblemAlert error={answering.error} title="Your answer was not kept" />
    </Section>
  );
}
