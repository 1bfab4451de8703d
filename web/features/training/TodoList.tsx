import { Button } from '@mantine/core';
import { useState } from 'react';
import type { BurstView, Duty, Standing } from '#training/contract.ts';
import css from './learn.module.css';
import { LearnLink } from './LearnLink.tsx';
import { dueText } from './training-words.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { localDateText } from '#web/ui/local-date-text.ts';
import { Section } from '#web/ui/Section.tsx';

/** So many fit on a phone before the rest is asked for. */
const shownFirst = 8;

interface Entry {
  readonly key: string;
  readonly due: string | null;
  readonly overdue: boolean;
  readonly mandatory: boolean;
  readonly duty: Duty | null;
  readonly burst: BurstView | null;
}

const isOpen = (duty: Duty): boolean => duty.state !== 'done' && duty.state !== 'waived';

/** What I must do, by when and why, the most urgent first; what is recommended apart from it. */
export function TodoList({ standing, today }: { standing: Standing; today: string }) {
  if (standing.duties.length === 0 && standing.bursts.length === 0)
    return (
      <EmptyState title="Nothing is asked of your job role yet">
        The training team sets what each role must be able to do. As soon as it is set, it stands here with its date.
      </EmptyState>
    );
  const entries = [
    ...standing.duties.filter(isOpen).map((duty): Entry => ({ key: duty.competencyId, ...duty, duty, burst: null })),
    ...standing.bursts
      .filter((burst) => burst.doneAt === null)
      .map((burst): Entry => ({ key: burst.sourceId, ...burst, overdue: burst.due < today, duty: null, burst })),
  ].toSorted((a, b) => Number(b.overdue) - Number(a.overdue) || (a.due ?? '9').localeCompare(b.due ?? '9'));
  if (entries.length === 0)
    return (
      <div className={css.nothing}>
        <EmptyState title="Nothing is left to do">We tell you when something changes or a proof is about to end.</EmptyState>
      </div>
    );
  const needed = entries.filter((one) => one.mandatory);
  const late = needed.filter((one) => one.overdue).length;
  return (
    <>
      <Part title="To do" note={`${needed.length} needed for access${late > 0 ? `, ${late} overdue` : ''}`} entries={needed} />
      <Part title="Recommended" note="Not in the way of your access" entries={entries.filter((one) => !one.mandatory)} />
    </>
  );
}

function Part({ title, note, entries }: { title: string; note: string; entries: readonly Entry[] }) {
  const [all, setAll] = useState(false);
  if (entries.length === 0) return null;
  const shown = all ? entries : entries.slice(0, shownFirst);
  return (
    <Section title={title} note={note} flush>
      <ul className={css.list}>
        {shown.map((entry) => (
          <li key={entry.key} className={css.item}>
            {entry.duty ? <DutyLine duty={entry.duty} /> : entry.burst && <BurstLine burst={entry.burst} overdue={entry.overdue} />}
          </li>
        ))}
      </ul>
      {shown.length < entries.length && (
        <div className={css.more}>
          <Button variant="subtle" onClick={() => setAll(true)}>
            Show all {entries.length}
          </Button>
        </div>
      )}
    </Section>
  );
}

function DutyLine({ duty }: { duty: Duty }) {
  // Ours first: what is a tap away before what is in another system.
  const here = duty.provedBy
    .filter((one) => one.title !== null || /^https?:/.test(one.activityId))
    .toSorted((a, b) => wayOrder(a) - wayOrder(b));
  return (
    <>
      <div className={css.what}>
        <div className={css.name}>{duty.name}</div>
        <div className={duty.overdue ? css.late : css.due}>{dueText(duty)}</div>
        <div className={css.quiet}>{duty.why}</div>
        {duty.failedAttempts > 0 && <div className={css.quiet}>Not passed yet. Ask a trainer or super-user to look at it with you.</div>}
      </div>
      <div className={css.do} data-many={here.length > 1}>
        {here.length === 0 && <span className={css.quiet}>Show it to a trainer or super-user.</span>}
        {here.length > 1 && <span className={css.quiet}>One of these</span>}
        {here.map((one) => (
          <LearnLink key={`${one.activity}/${one.activityId}`} {...one} />
        ))}
      </div>
    </>
  );
}

const wayOrder = ({ activity, activityId }: Duty['provedBy'][number]): number =>
  activityId.includes(':') ? 3 : ['module', 'exercise', 'class'].indexOf(activity);

function BurstLine({ burst, overdue }: { burst: BurstView; overdue: boolean }) {
  return (
    <>
      <div className={css.what}>
        <div className={css.name}>{burst.title}</div>
        <div className={overdue ? css.late : css.due}>
          {overdue ? 'Was due' : 'By'} {localDateText(burst.due)}, a few minutes
        </div>
        <div className={css.quiet}>{burst.text || 'An offer: use of the EHR shows that it may help.'}</div>
      </div>
      <div className={css.do}>
        <LearnLink activity="module" activityId={burst.moduleId} title={burst.moduleTitle} />
      </div>
    </>
  );
}
