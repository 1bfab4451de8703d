import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { suggestMutants, type RunVerdict } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import css from './author.module.css';
import type { Check } from './use-check.ts';
import { appendIn } from './yaml-edit.ts';

interface Props {
  exerciseId: string;
  text: string;
  check: Check;
  readOnly: boolean;
  onGo: (line: number) => void;
  onEdit: (text: string) => void;
  onPlay: (play: string) => void;
}

/** What is wrong, line by line, and what the exercise's own runs show. */
export function CheckPanel({ exerciseId, text, check, readOnly, onGo, onEdit, onPlay }: Props) {
  const { checked, waiting, error } = check;
  const issues = checked?.issues ?? [];
  const lacksMutants = issues.some((issue) => issue.text.startsWith('No mutant shows'));
  return (
    <>
      <ProblemAlert error={error} title="The file could not be looked at" />
      <p role="status" className={css.state}>
        {waiting && !checked ? 'Reading …' : checked ? summary(issues.length) : ''}
        {waiting && checked ? ' Reading on …' : ''}
      </p>
      {issues.length > 0 && (
        <ul className={css.issues} aria-label="Mistakes">
          {issues.map((issue) => (
            <li key={`${issue.line} ${issue.text}`}>
              <button type="button" className={css.issue} onClick={() => onGo(issue.line)}>
                <span className={css.issueLine}>Line {issue.line}</span>
                <span>{issue.text}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {lacksMutants && !readOnly && <AddMutants exerciseId={exerciseId} text={text} onEdit={onEdit} />}
      {checked && checked.verdicts.length > 0 && <Verdicts verdicts={checked.verdicts} onPlay={onPlay} />}
    </>
  );
}

const summary = (count: number): string =>
  count === 0 ? 'Nothing to mend: it could be published as it is.' : count === 1 ? 'One thing to mend.' : `${count} things to mend.`;

function Verdicts({ verdicts, onPlay }: { verdicts: readonly RunVerdict[]; onPlay: (play: string) => void }) {
  return (
    <table className={css.verdicts}>
      <caption>What its own runs show. Choose one to see rule by rule.</caption>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">Worth</th>
          <th scope="col">Fails</th>
          <th scope="col">As meant</th>
        </tr>
      </thead>
      <tbody>
        {verdicts.map((one) => (
          <tr key={`${one.run} ${one.index}`}>
            <td>
              <button type="button" className={css.link} onClick={() => onPlay(one.run === 'mutant' ? `mutant ${one.index}` : one.run)}>
                {runName(one)}
              </button>
            </td>
            <td className={css.figure}>{Math.round(one.score * 100)}%</td>
            <td>
              {one.run === 'gold' && one.failing.length === 0
                ? '–'
                : one.run === 'empty'
                  ? `${one.failing.length} tasks`
                  : one.failing.join(', ')}
            </td>
            <td>
              <StatusDot tone={one.holds ? 'good' : 'gap'}>{one.holds ? 'Yes' : 'No'}</StatusDot>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export const runName = ({ run, index, breaks }: Pick<RunVerdict, 'run' | 'index' | 'breaks'>): string =>
  run === 'gold' ? 'Gold run' : run === 'empty' ? 'Doing nothing' : `Mutant ${index + 1}: ${breaks ?? ''}`;

function AddMutants({ exerciseId, text, onEdit }: Pick<Props, 'exerciseId' | 'text' | 'onEdit'>) {
  const adding = useMutation({
    mutationFn: () => call(suggestMutants, { params: { exerciseId }, body: { source: text } }),
    onSuccess: ({ mutants }) => {
      if (mutants.length > 0)
        onEdit(
          mutants.reduce(
            (file, { breaks, also, without }) =>
              appendIn(file, ['mutants'], also.length > 0 ? { breaks, also, without } : { breaks, without }),
            text,
          ),
        );
    },
  });
  return (
    <div className={css.offer}>
      <Button size="xs" variant="default" loading={adding.isPending} onClick={() => adding.mutate()}>
        Add the missing mutants
      </Button>
      <span>
        {adding.data && adding.data.left.length > 0
          ? `By hand: ${adding.data.left.join(', ')}. Leaving a step out does not break them: describe a run that does it wrong.`
          : 'Each task needs a run that fails it, so that you know that it can fail.'}
      </span>
      <ProblemAlert error={adding.error} title="No mutants could be found" />
    </div>
  );
}
