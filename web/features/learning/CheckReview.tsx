import type { CheckView } from '#training/contract.ts';
import { plural } from '#web/ui/time-text.ts';
import css from './learning.module.css';
import { QuestionCard } from './QuestionCard.tsx';

/** What was asked, answered and right, after an attempt has ended. */
export function CheckReview({ check, of }: { check: CheckView; of: { moduleId: string; version: number } }) {
  const given = new Map(check.answers.map((answer) => [answer.itemId, answer]));
  const skipped = check.items.filter((item) => !given.has(item.itemId)).length;
  return (
    <section aria-label="Your answers">
      <h3>Your answers</h3>
      {skipped > 0 && <p className={css.quiet}>{plural(skipped, 'question')} without an answer had no points.</p>}
      {check.items
        .filter((item) => given.has(item.itemId))
        .map((item, index) => (
          <QuestionCard
            key={`${check.checkId}-${item.itemId}`}
            question={item}
            given={given.get(item.itemId)?.given ?? null}
            feedback={given.get(item.itemId)?.feedback ?? null}
            waiting={false}
            again={false}
            label={`Question ${index + 1}`}
            of={of}
            onAnswer={() => undefined}
          />
        ))}
    </section>
  );
}
