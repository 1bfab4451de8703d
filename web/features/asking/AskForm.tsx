import { Chip, Textarea } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import { guessTopics } from '#support/contract.ts';
import { inOrderOfUse, topicText, type AskWords } from './asking-words.ts';
import type { PendingAsk } from './pending-asks.ts';
import css from './asking.module.css';

type AskerClass = 'provider' | 'nurse' | 'other';

const classes: readonly { readonly value: AskerClass; readonly label: string; readonly note: string }[] = [
  { value: 'provider', label: 'Physician, NP or PA', note: 'Goes to the top of the queue' },
  { value: 'nurse', label: 'Nurse', note: 'Someone who knows the nursing screens' },
  { value: 'other', label: 'Anyone else', note: 'Pharmacy, front desk, lab, billing …' },
];

interface Props {
  unitId: string | null;
  specialty: string;
  topics: readonly string[];
  /** Known already: one button is enough. */
  askerClass: AskerClass | null;
  busy: boolean;
  /** Held by the page: words outlive whatever else appears on it. */
  words: AskWords;
  onWords: (words: AskWords) => void;
  onAsk: (ask: PendingAsk) => void;
}

const chipsMax = 6;

/** One tap asks. What it is about may be said before, and is guessed while one types; nothing has to be. */
export function AskForm({ unitId, specialty, topics, askerClass, busy, words, onWords, onAsk }: Props) {
  const labelId = useId();
  const { text, topic: chosen } = words;
  const guesses = guessTopics({ text, askerClass: askerClass ?? 'other', specialty, topics });
  const suggested = guesses[0]?.because.length ? guesses[0].topic : null;
  const shown = [...new Set([...(chosen === null ? [] : [chosen]), ...guesses.map(({ topic }) => topic), ...inOrderOfUse(topics)])].slice(
    0,
    chipsMax,
  );
  const topicFor = (as: AskerClass): string => chosen ?? guessTopics({ text, askerClass: as, specialty, topics })[0]?.topic ?? '';
  const ask = (as: AskerClass): void => {
    if (unitId !== null) onAsk({ unitId, askerClass: as, topic: topicFor(as), text, clientKey: crypto.randomUUID() });
  };
  return (
    <div className={css.form}>
      {askerClass !== null ? (
        <button type="button" className={css.one} disabled={busy || unitId === null} onClick={() => ask(askerClass)}>
          {busy ? 'Asking …' : 'Get help now'}
          <span>Somebody comes to you</span>
        </button>
      ) : (
        <fieldset className={css.classes}>
          <legend>Tap who you are, and somebody comes to you</legend>
          {classes.map(({ value, label, note }) => (
            <button
              key={value}
              type="button"
              className={css.class}
              data-first={value === 'provider' || undefined}
              disabled={busy}
              onClick={() => ask(value)}
            >
              <span className={css.what}>
                {label}
                <span>{note}</span>
              </span>
              <IconChevronRight size={22} stroke={1.8} aria-hidden="true" />
            </button>
          ))}
        </fieldset>
      )}
      <div className={css.about}>
        <Textarea
          label="What is it about?"
          description="Optional. Screens and steps only: no name, number or birthday of a patient."
          autosize
          minRows={2}
          maxRows={5}
          maxLength={1000}
          value={text}
          onChange={(event) => onWords({ ...words, text: event.currentTarget.value })}
        />
        <p id={labelId} className={css.chipsLabel}>
          {suggested !== null && chosen === null ? `Sounds like ${topicText(suggested).toLowerCase()}` : 'Who should know it'}
        </p>
        <div className={css.chips} role="group" aria-labelledby={labelId}>
          {shown.map((topic) => (
            <Chip
              key={topic}
              size="md"
              checked={topic === (chosen ?? suggested)}
              onChange={() => onWords({ ...words, topic: topic === chosen ? null : topic })}
            >
              {topicText(topic)}
            </Chip>
          ))}
        </div>
      </div>
    </div>
  );
}
