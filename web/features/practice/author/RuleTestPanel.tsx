import { Button, Select, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listAttemptsForAuthor, rehearseExercise, tryExercise, type Rehearsal, type RunVerdict } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, timeText } from '#web/ui/time-text.ts';
import css from './author.module.css';
import { exerciseKey } from './authoring-keys.ts';
import { runName } from './CheckPanel.tsx';
import { FoundList } from './FoundList.tsx';
import { RuleLine } from './RuleLine.tsx';

interface Props {
  exerciseId: string;
  /** The text once it rests. */
  settled: string;
  verdicts: readonly RunVerdict[];
  origin: 'shipped' | 'own';
  /** `gold`, `empty`, `mutant 3`, `attempt ID`. */
  play: string;
  onPlay: (play: string) => void;
  onGoTask: (taskId: string) => void;
  onTakeSteps: (attemptId: string) => void;
}

const afterMs = 400;

/** A run played by the rules as they stand: what each rule saw, and what any expression selects. */
export function RuleTestPanel({ exerciseId, settled, verdicts, origin, play, onPlay, onGoTask, onTakeSteps }: Props) {
  const client = useQueryClient();
  const [expression, setExpression] = useState('');
  const [asked] = useDebouncedValue(expression, afterMs);
  const attempts = useQuery({
    queryKey: [...exerciseKey(exerciseId), 'attempts'],
    queryFn: () => call(listAttemptsForAuthor, { params: { exerciseId } }),
    refetchOnWindowFocus: 'always',
  });
  const rehearsal = useQuery({
    queryKey: ['practice-rehearsal', exerciseId, play, settled, asked],
    queryFn: () => call(rehearseExercise, { params: { exerciseId }, body: { source: settled, play: playOf(play), expression: asked } }),
    placeholderData: keepPreviousData,
    // An attempt goes on meanwhile: whoever comes back from it sees it as it is by then.
    staleTime: play.startsWith('attempt ') ? 0 : Infinity,
    refetchOnWindowFocus: true,
    gcTime: 60_000,
    retry: false,
  });
  const trying = useMutation({
    mutationFn: () => call(tryExercise, { params: { exerciseId }, body: { source: settled } }),
    onSuccess: async ({ attemptId }) => {
      window.open(`/practice/${attemptId}`, '_blank', 'noopener');
      await client.invalidateQueries({ queryKey: exerciseKey(exerciseId) });
      onPlay(`attempt ${attemptId}`);
    },
  });
  const list = attempts.data?.attempts ?? [];
  const choices = [
    { group: 'Runs of the file', items: runChoices(verdicts) },
    {
      group: 'Attempts',
      items: list.map((one) => ({
        value: `attempt ${one.attemptId}`,
        label: `${one.own ? (one.trial ? 'My trial' : 'My attempt') : one.learnerName}, ${dateText(one.startedAt)} ${timeText(one.startedAt)}${one.submittedAt === null ? '' : ', handed in'}`,
      })),
    },
  ].filter(({ items }) => items.length > 0);
  const chosen = list.find(({ attemptId }) => play === `attempt ${attemptId}`);
  const result = rehearsal.error ? null : rehearsal.data?.result;
  return (
    <>
      <div className={css.bar}>
        <Select
          label="Play"
          size="xs"
          data={choices}
          value={choices.some(({ items }) => items.some(({ value }) => value === play)) ? play : 'gold'}
          onChange={(value) => onPlay(value ?? 'gold')}
          allowDeselect={false}
          searchable
        />
        {origin === 'own' && (
          <Button size="xs" variant="default" loading={trying.isPending} onClick={() => trying.mutate()}>
            Try it in the practice EHR
          </Button>
        )}
        {chosen && (
          <Button size="xs" variant="default" loading={rehearsal.isFetching} onClick={() => void rehearsal.refetch()}>
            Look again
          </Button>
        )}
        {chosen?.own === true && origin === 'own' && (
          <Button size="xs" variant="default" onClick={() => onTakeSteps(chosen.attemptId)}>
            Make it the gold run …
          </Button>
        )}
      </div>
      <Textarea
        label="Ask the record"
        description="An expression; at once you see what it selects in this run."
        placeholder="Observation.where(status = 'final')"
        size="xs"
        autosize
        minRows={1}
        maxRows={8}
        maxLength={4000}
        spellCheck={false}
        classNames={{ input: css.code ?? '' }}
        value={expression}
        onChange={(event) => setExpression(event.currentTarget.value)}
      />
      <ProblemAlert error={rehearsal.error ?? trying.error} title="That could not be played" />
      {result?.asked && <FoundList found={result.asked} open label="What it selects" />}
      {rehearsal.data && !result && <p className={css.state}>Mend the file first: it can’t be read as an exercise.</p>}
      {result && <Played result={result} onGoTask={onGoTask} />}
    </>
  );
}

function runChoices(verdicts: readonly RunVerdict[]): { value: string; label: string }[] {
  const shown =
    verdicts.length > 0
      ? verdicts
      : [
          { run: 'gold' as const, index: 0, breaks: null },
          { run: 'empty' as const, index: 0, breaks: null },
        ];
  return shown.map((one) => ({ value: one.run === 'mutant' ? `mutant ${one.index}` : one.run, label: runName(one) }));
}

function playOf(play: string) {
  const [run = 'gold', which = ''] = play.split(' ');
  if (run === 'attempt') return { run: 'attempt' as const, attemptId: which };
  if (run === 'mutant') return { run: 'mutant' as const, index: Number(which) };
  return { run: run === 'empty' ? ('empty' as const) : ('gold' as const) };
}

function Played({ result, onGoTask }: { result: NonNullable<Rehearsal['result']>; onGoTask: (taskId: string) => void }) {
  const { score, passed, unsafe, minutes, rules, moments, faults } = result;
  return (
    <>
      <p role="status" className={css.state}>
        <strong>{Math.round(score * 100)}%</strong>, {unsafe ? 'unsafe: not passed' : passed ? 'passed' : 'not passed'}, {minutes} minutes
      </p>
      {faults.length > 0 && (
        <ul className={css.faults} aria-label="What the record refused">
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
      <ul className={css.rules} aria-label="Rules">
        {rules.map((rule) => (
          <RuleLine key={rule.taskId} rule={rule} onGo={() => onGoTask(rule.taskId)} />
        ))}
      </ul>
      <details className={css.moments}>
        <summary>What happened, minute by minute ({moments.length})</summary>
        <ol>
          {moments.map((one, index) => (
            <li key={index} data-by={one.by}>
              <span className={css.minute}>{one.minute}′</span>
              <span>
                {one.by.startsWith('event:') && <em>by itself: </em>}
                {one.text} {one.place && <code>{one.place}</code>}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}
