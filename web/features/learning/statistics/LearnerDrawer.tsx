import { Drawer, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getLearner } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText } from '#web/ui/time-text.ts';
import css from '../authoring/authoring.module.css';
import { percent } from '../learning-words.ts';

/** One person: modules with every attempt, and what their answers say of what they can. */
export function LearnerDrawer({ personId, onClose }: { personId: string; onClose: () => void }) {
  const { data, error, isPending } = useQuery({
    queryKey: ['training', 'learner', personId],
    queryFn: () => call(getLearner, { params: { personId } }),
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      title={data ? `${data.name}, ${data.jobRole}` : 'Learner'}
      size={520}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ProblemAlert error={error} />
      {isPending && <Skeleton height={240} />}
      {data && (
        <Stack gap="lg">
          <div>
            <h3>Modules</h3>
            {data.modules.length === 0 && <p>None begun yet.</p>}
            <ul className={css.rows}>
              {data.modules.map((run) => (
                <li key={`${run.moduleId} ${run.startedAt}`} className={css.item}>
                  <div>{run.title}</div>
                  <div className={css.figures}>
                    <span>
                      version {run.version}, begun {dateText(run.startedAt)}
                    </span>
                    <span>
                      {run.passedAt === null
                        ? 'not passed yet'
                        : `passed ${dateText(run.passedAt)}${run.testedOut ? ' by testing out' : ''}`}
                    </span>
                    {run.attempts.length > 0 && <span>attempts: {run.attempts.map((attempt) => percent(attempt.share)).join(', ')}</span>}
                  </div>
                </li>
              ))}
            </ul>
          </div>
          {data.proficiency.length > 0 && (
            <div>
              <h3>What the answers say</h3>
              <p className={css.after}>
                The chance of a right answer to a middling question, with the interval that holds it in four of five cases. Wide: not known
                yet. It chooses what is offered next and judges nobody.
              </p>
              <div className={css.choices}>
                {data.proficiency
                  .toSorted((a, b) => a.low - b.low)
                  .map((one) => (
                    <div key={one.task} className={css.choiceRow}>
                      <span>
                        {one.task} <span className={css.after}>({one.answers})</span>
                      </span>
                      <span
                        className={css.interval}
                        role="img"
                        aria-label={`${percent(one.middle)}, from ${percent(one.low)} to ${percent(one.high)}`}
                      >
                        <span className={css.span} style={{ left: percent(one.low), width: percent(one.high - one.low) }} />
                        <span className={css.point} style={{ left: percent(one.middle) }} />
                      </span>
                      <span className="tabular">{percent(one.middle)}</span>
                    </div>
                  ))}
              </div>
            </div>
          )}
        </Stack>
      )}
    </Drawer>
  );
}
