import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getOwnTraining, listOwnModules, type Standing } from '#training/contract.ts';
import { AccessBlock } from './AccessBlock.tsx';
import { BadgeList } from './BadgeList.tsx';
import { DoneList } from './DoneList.tsx';
import css from './learn.module.css';
import { LearnLink } from './LearnLink.tsx';
import { RecallList } from './RecallList.tsx';
import { ownKey } from './query-keys.ts';
import { activityName, dueText } from './training-words.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { localDateText } from '#web/ui/local-date-text.ts';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';

const isOpen = (duty: Standing['duties'][number]): boolean => duty.state !== 'done' && duty.state !== 'waived';

/** The learner's home: what I must do, by when, why; how far I am; where I was. */
export function LearnPage() {
  const own = useQuery({ queryKey: ownKey, queryFn: () => call(getOwnTraining, {}) });
  const modules = useQuery({ queryKey: ['training', 'own-modules'], queryFn: () => call(listOwnModules, {}) });
  useNews(
    ['training.record-changed', 'training.matrix-changed', 'training.releases-changed', 'training.gate-changed'],
    () => void own.refetch(),
  );
  if (own.error) return <ProblemAlert error={own.error} title="Your learning could not be read" onRetry={() => void own.refetch()} />;
  if (!own.data) return <Loader size="sm" />;
  const { standing, begun, breakGlassHoursMax } = own.data;
  if (standing === null)
    return (
      <div className={css.page}>
        <PageHeader title="My learning" note="What you need for your own work in the EHR, and nothing else." />
        <EmptyState title="This account belongs to no person">
          What somebody must learn follows from their job role in the directory. An administrator can link the account.
        </EmptyState>
      </div>
    );
  const titles = new Map((modules.data?.modules ?? []).map((one) => [one.moduleId, one.title]));
  const running = begun.filter((one) => titles.has(one.moduleId) || one.moduleId.includes(':'));
  return (
    <div className={css.page}>
      <PageHeader title="My learning" note="What you need for your own work in the EHR, and nothing else." />
      <AccessBlock standing={standing} hoursMax={breakGlassHoursMax} />
      {running.length > 0 && (
        <Section title="Go on where you were" flush>
          <ul className={css.list}>
            {running.map((one) => (
              <li key={one.moduleId} className={css.item}>
                <div className={css.what}>
                  <div className={css.name}>{titles.get(one.moduleId) ?? activityName(one.moduleId)}</div>
                </div>
                <div className={css.do}>
                  <LearnLink activity="module" activityId={one.moduleId} title={titles.get(one.moduleId)} verb="Go on" />
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <RecallList checks={standing.checks.filter((one) => one.isDue)} />
      <NewList standing={standing} titles={titles} />
      <TodoList standing={standing} titles={titles} />
      <DoneList standing={standing} />
      <BadgeList />
    </div>
  );
}

interface ListProps {
  readonly standing: Standing;
  /** moduleId -> title, of the modules that this account may open. */
  readonly titles: ReadonlyMap<string, string>;
}

function NewList({ standing, titles }: ListProps) {
  const open = standing.bursts.filter((one) => one.doneAt === null);
  if (open.length === 0) return null;
  return (
    <Section title="New, in a few minutes" flush>
      <ul className={css.list}>
        {open.map((one) => (
          <li key={one.sourceId} className={css.item}>
            <div className={css.what}>
              <div className={css.name}>{one.title}</div>
              {one.text && <div>{one.text}</div>}
              <div className={css.quiet}>
                By {localDateText(one.due)}
                {one.mandatory ? ', needed to keep access' : ''}
              </div>
            </div>
            <div className={css.do}>
              <LearnLink activity="module" activityId={one.moduleId} title={titles.get(one.moduleId)} verb="Look at it" />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function TodoList({ standing, titles }: ListProps) {
  const open = standing.duties.filter(isOpen);
  if (standing.duties.length === 0)
    return (
      <EmptyState title="Nothing is asked of your job role yet">
        The training team sets what each role must be able to do. As soon as it is set, it stands here with its date.
      </EmptyState>
    );
  if (open.length === 0)
    return <EmptyState title="Nothing is left to do">We tell you when something changes or a proof is about to end.</EmptyState>;
  return (
    <Section title="To do" note={`${open.filter((one) => one.mandatory).length} needed for access`} flush>
      <ul className={css.list}>
        {open.map((duty) => (
          <li key={duty.competencyId} className={css.item}>
            <div className={css.what}>
              <div className={css.name}>
                {duty.name}
                {!duty.mandatory && <span className={css.optional}>recommended</span>}
              </div>
              <div className={duty.overdue ? css.late : css.quiet}>{dueText(duty)}</div>
              <div className={css.quiet}>{duty.why}</div>
              {duty.failedAttempts > 0 && (
                <div className={css.quiet}>Not passed yet. Ask a trainer or super-user to look at it with you.</div>
              )}
            </div>
            <div className={css.do}>
              {duty.provedBy.length === 0 && <span className={css.quiet}>Show it to a trainer or super-user.</span>}
              {duty.provedBy.map((one) => (
                <LearnLink key={`${one.activity}/${one.activityId}`} {...one} title={titles.get(one.activityId)} verb="Learn" />
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
