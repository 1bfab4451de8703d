import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changePeriod, listPeriods, type Period } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { dateText, spanText } from '#web/ui/time-text.ts';
import { useNow } from '#web/ui/use-now.ts';
import css from './command-centre.module.css';
import { PeriodDrawer } from './PeriodDrawer.tsx';
import { periodsKey } from './query-keys.ts';

/** The operational period that runs: what it is to reach, who holds which position, and what each sees to. */
export function PeriodSection() {
  const client = useQueryClient();
  const now = useNow();
  const mayDecide = useCan('support.desk');
  const { data, error } = useQuery({ queryKey: periodsKey, queryFn: () => call(listPeriods, {}) });
  const refresh = () => client.invalidateQueries({ queryKey: ['support'] });
  useNews('support.period-changed', () => void refresh());
  const [open, setOpen] = useState<Period | 'new' | null>(null);
  const period = data?.periods.find((one) => one.startsAt <= now && now < one.endsAt);
  const tick = useMutation({
    mutationFn: (next: Period) => call(changePeriod, { params: { periodId: next.periodId }, body: next }),
    onSettled: refresh,
  });
  const actions = mayDecide && (
    <>
      {period && (
        <Button size="xs" variant="default" onClick={() => setOpen(period)}>
          Change …
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => setOpen('new')}>
        Open a period …
      </Button>
    </>
  );
  return (
    <Section
      title={period ? period.name : 'Operational period'}
      note={
        period ? `${dateText(period.startsAt)}, ${spanText(period.startsAt, period.endsAt)}` : 'Objectives, positions and who holds them.'
      }
      actions={actions}
    >
      <ProblemAlert error={error ?? tick.error} />
      {data && !period && <span className={css.quiet}>None runs now.</span>}
      {period && <PeriodBody period={period} disabled={!mayDecide || tick.isPending} onTick={(next) => tick.mutate(next)} />}
      {open && (
        <PeriodDrawer
          now={now}
          period={open === 'new' ? null : open}
          last={data?.periods[0] ?? null}
          onClose={() => setOpen(null)}
          onDone={refresh}
        />
      )}
    </Section>
  );
}

function PeriodBody({ period, disabled, onTick }: { period: Period; disabled: boolean; onTick: (next: Period) => void }) {
  const turn = (jobs: Period['objectives'], at: number) => jobs.map((job, i) => (i === at ? { ...job, done: !job.done } : job));
  return (
    <>
      <ul className={css.jobs}>
        {period.objectives.map((one, i) => (
          <li key={one.text}>
            <Checkbox
              size="xs"
              label={one.text}
              checked={one.done}
              disabled={disabled}
              onChange={() => onTick({ ...period, objectives: turn(period.objectives, i) })}
            />
          </li>
        ))}
      </ul>
      <div className={css.positions} style={{ marginTop: 16 }}>
        {period.positions.map((position, at) => (
          <div key={position.position} className={css.position}>
            <h3>{position.position}</h3>
            <span className={css.quiet}>{position.holder || 'vacant'}</span>
            <ul className={css.jobs}>
              {position.jobs.map((job, i) => (
                <li key={job.text}>
                  <Checkbox
                    size="xs"
                    label={job.text}
                    checked={job.done}
                    disabled={disabled}
                    onChange={() =>
                      onTick({
                        ...period,
                        positions: period.positions.map((one, place) => (place === at ? { ...one, jobs: turn(one.jobs, i) } : one)),
                      })
                    }
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </>
  );
}
