import { Loader, Select, TextInput } from '@mantine/core';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { isFinal, type ShownCard } from './cds.ts';
import css from './orders.module.css';
import { keyOf, type AlertAnswer, type SigningCheck } from './use-signing-check.ts';

/** What decision support says of orders that are about to be signed, with an answer to each alert. */
export function AlertList({ check }: { check: SigningCheck }) {
  return (
    <>
      {check.isPending && <Loader size="xs" role="status" aria-label="Checking the orders" />}
      <ProblemAlert error={check.error} title="The orders could not be checked, so they can’t be signed" onRetry={check.retry} />
      <ul className={css.alerts} aria-label="Alerts">
        {check.cards.map((card) => (
          <AlertCard
            key={keyOf(card)}
            card={card}
            answer={check.answers[keyOf(card)]}
            onAnswer={(answer) => check.answer(keyOf(card), answer)}
          />
        ))}
      </ul>
    </>
  );
}

interface Props {
  card: ShownCard;
  answer: AlertAnswer | undefined;
  onAnswer: (answer: AlertAnswer) => void;
}

function AlertCard({ card, answer, onAnswer }: Props) {
  const reasons = card.overrideReasons?.flatMap((reason) => reason.display ?? []) ?? [];
  return (
    <li className={css.alert} data-indicator={card.indicator}>
      <div className={css.alertHead}>{card.summary}</div>
      {card.detail && <p>{card.detail}</p>}
      <div className={css.source}>{card.source?.label}</div>
      {isFinal(card) && <p>This order can’t be signed as it is.</p>}
      {card.indicator !== 'info' && !isFinal(card) && (
        <div className={css.answer}>
          <Select
            label="Reason to go on"
            required
            placeholder="Choose"
            data={[...new Set([...reasons, 'Other'])]}
            value={answer?.reason || null}
            onChange={(reason) => onAnswer({ reason: reason ?? '', comment: answer?.comment ?? '' })}
          />
          <TextInput
            label="In your own words"
            required={answer?.reason === 'Other'}
            value={answer?.comment ?? ''}
            onChange={(event) => onAnswer({ reason: answer?.reason ?? '', comment: event.currentTarget.value })}
          />
        </div>
      )}
    </li>
  );
}
