import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerCheck, type RetrievalCheckView } from '#training/contract.ts';
import css from './learn.module.css';
import { ownKey } from './query-keys.ts';
import { call } from '#web/app/call.ts';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';

/** Retrieval checks that are due: with questions where a module has some, by one's own word where it was learned elsewhere. */
export function RecallList({ checks }: { checks: readonly RetrievalCheckView[] }) {
  const client = useQueryClient();
  const answering = useMutation({
    mutationFn: (body: { competencyId: string; step: number; recalled: boolean }) => call(answerCheck, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ownKey }),
  });
  if (checks.length === 0) return null;
  return (
    <Section title="Do you still know how?" note="A minute each. Recalled once, it is not asked again." flush>
      <ul className={css.list}>
        {checks.map((check) => (
          <li key={check.competencyId} className={css.item}>
            <div className={css.what}>
              <div className={css.name}>{check.name}</div>
              {!check.hasItems && <div className={css.quiet}>Go through it in your head, step by step, then say how it went.</div>}
            </div>
            <div className={css.do}>
              {check.hasItems ? (
                <LinkButton
                  to={`/learn/recall/${check.competencyId}` as never}
                  variant="default"
                  aria-label={`Three questions: ${check.name}`}
                >
                  Three questions
                </LinkButton>
              ) : (
                <OwnWord check={check} busy={answering.isPending} onSay={answering.mutate} />
              )}
            </div>
          </li>
        ))}
      </ul>
      <ProblemAlert error={answering.error} title="Your answer was not kept" />
    </Section>
  );
}

interface OwnWordProps {
  check: RetrievalCheckView;
  busy: boolean;
  onSay: (word: { competencyId: string; step: number; recalled: boolean }) => void;
}

function OwnWord({ check: { competencyId, step, name }, busy, onSay }: OwnWordProps) {
  return (
    <>
      <Button
        variant="default"
        disabled={busy}
        aria-label={`I know: ${name}`}
        onClick={() => onSay({ competencyId, step, recalled: true })}
      >
        I know
      </Button>
      <Button
        variant="default"
        disabled={busy}
        aria-label={`Not quite: ${name}`}
        onClick={() => onSay({ competencyId, step, recalled: false })}
      >
        Not quite
      </Button>
    </>
  );
}
