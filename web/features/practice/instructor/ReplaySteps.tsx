import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { ReplayStep } from '#sandbox/contract.ts';
import { toLocal, type TimeZone } from '#kernel/time.ts';
import css from './instructor.module.css';
import { percentText } from './instructor-words.ts';

interface Props {
  steps: readonly ReplayStep[];
  timeZone: TimeZone;
  present: number;
  onChoose: (index: number) => void;
}

const byWords = { learner: '', hospital: 'The hospital', instructor: 'An instructor' } as const;

/** The journal of an attempt as a list that the arrow keys walk. */
export function ReplaySteps({ steps, timeZone, present, onChoose }: Props) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [present]);
  const walk = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, Home: -steps.length, End: steps.length }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(steps.length - 1, present + by));
    onChoose(next);
    list.current?.querySelectorAll<HTMLElement>('button')[next]?.focus();
  };
  return (
    <ol ref={list} className={css.steps} aria-label="Steps of the attempt">
      {steps.map((step, index) => {
        const gain = step.score === null ? 0 : step.score - (steps[index - 1]?.score ?? 0);
        return (
          <li key={step.seq}>
            <button
              type="button"
              className={css.step}
              aria-current={index === present ? 'step' : undefined}
              tabIndex={index === present ? 0 : -1}
              onClick={() => onChoose(index)}
              onKeyDown={walk}
            >
              <span className={css.time}>{toLocal(step.virtualAt, timeZone).time}</span>
              <span className={css.what}>
                {wordsOf(step)}
                {byWords[step.by] && <span className={css.by}>{byWords[step.by]}</span>}
              </span>
              <span className={css.gain} data-worse={gain < 0 || undefined}>
                {gain === 0 ? '' : `${gain > 0 ? '+' : '−'}${percentText(Math.abs(gain))}`}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function wordsOf({ text, kind, written }: ReplayStep): string {
  const things = written.map(({ title, verb }) => `${title} ${verb}`).join('; ');
  if (things === '' || kind === 'start') return text;
  return kind === 'write' ? things : `${text} ${things}`;
}
