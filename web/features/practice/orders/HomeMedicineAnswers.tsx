import { Autocomplete, Button } from '@mantine/core';
import { useState } from 'react';
import css from '../chart/chart.module.css';
import { reconcileReasons } from './reconcile.ts';

interface Props<Word extends string> {
  name: string;
  disabled: boolean;
  busy?: boolean;
  /** What is answered with a reason, as its button says it, and in words for the field: `held or stopped`. */
  reasoned: readonly Word[];
  reasonedWords: string;
  onContinue: () => void;
  onChange: () => void;
  onReasoned: (word: Word, reason: string) => void;
}

/** What becomes of a medicine taken at home: it goes on, it changes, or, with a reason, it does not. */
export function HomeMedicineAnswers<Word extends string>(props: Props<Word>) {
  const { name, disabled, busy = false, reasoned, reasonedWords, onContinue, onChange, onReasoned } = props;
  const [reason, setReason] = useState('');
  return (
    <span className={css.answers}>
      <Button size="compact-xs" data-start disabled={disabled} onClick={onContinue} aria-label={`Continue ${name}`}>
        Continue
      </Button>
      <Button size="compact-xs" variant="default" disabled={disabled} onClick={onChange} aria-label={`Change ${name}`}>
        Change
      </Button>
      <Autocomplete
        size="xs"
        aria-label={`Why ${name} is ${reasonedWords}`}
        placeholder={`Reason to ${reasoned.join(' or ').toLowerCase()}`}
        data={reconcileReasons}
        value={reason}
        disabled={disabled}
        onChange={setReason}
      />
      {reasoned.map((word) => (
        <Button
          key={word}
          size="compact-xs"
          variant="default"
          disabled={disabled || reason.trim() === ''}
          loading={busy}
          onClick={() => onReasoned(word, reason.trim())}
          aria-label={`${word} ${name}`}
        >
          {word}
        </Button>
      ))}
    </span>
  );
}
