import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getOwnTraining, listOwnFeedback, listOwnModules, type LearningModule } from '#training/contract.ts';
import { toLocal } from '#kernel/time.ts';
import { AccessBlock } from './AccessBlock.tsx';
import { BadgeList } from './BadgeList.tsx';
import { DoneList } from './DoneList.tsx';
import css from './learn.module.css';
import { NextClasses } from './NextClasses.tsx';
import { ownKey } from './query-keys.ts';
import { RecallList } from './RecallList.tsx';
import { TodoList } from './TodoList.tsx';
import { activityName } from './training-words.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useOrganisation } from '#web/app/use-organisation.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { plural } from '#web/ui/time-text.ts';
import { useNow } from '#web/ui/use-now.ts';

/** The learner's home: what I must do, by when, why; how far I am; where I was. */
export function LearnPage() {
  const own = useQuery({ queryKey: ownKey, queryFn: () => call(getOwnTraining, {}) });
  const hasPerson = own.data ? own.data.standing !== null : false;
  const modules = useQuery({ queryKey: ['training', 'own-modules'], queryFn: () => call(listOwnModules, {}), enabled: hasPerson });
  const said = useQuery({ queryKey: ['feedback', 'own'], queryFn: () => call(listOwnFeedback, {}), enabled: hasPerson });
  const zone = useOrganisation()?.timeZone ?? 'UTC';
  const today = toLocal(useNow(), zone).date;
  useNews(
    ['training.record-changed', 'training.matrix-changed', 'training.releases-changed', 'training.gate-changed'],
    () => void own.refetch(),
  );
  const failure = <ProblemAlert error={own.error} title="Your learning could not be read" onRetry={() => void own.refetch()} />;
  if (!own.data) return own.error ? failure : <Loader size="sm" />;
  const { standing, begun, breakGlassHoursMax } = own.data;
  const answers = said.data?.feedback.filter((one) => one.isNews).length ?? 0;
  const header = (
    <PageHeader
      title="My learning"
      note="What you need for your own work in the EHR, and nothing else."
      actions={
        <LinkButton to={'/learn/feedback' as never} variant={answers > 0 ? 'light' : 'default'}>
          {answers > 0 ? `What I said: ${plural(answers, 'answer')}` : 'What I said'}
        </LinkButton>
      }
    />
  );
  if (standing === null)
    return (
      <div className={css.page}>
        <PageHeader title="My learning" note="What you need for your own work in the EHR, and nothing else." />
        <EmptyState title="This account belongs to no person">
          What somebody must learn follows from their job role in the directory. An administrator can link the account.
        </EmptyState>
      </div>
    );
  const running = (modules.data?.modules ?? []).filter((one) => one.state === 'running');
  const elsewhere = begun.filter((one) => one.moduleId.includes(':')).map((one) => one.moduleId);
  return (
    <div className={css.page}>
      {failure}
      {header}
      <AccessBlock standing={standing} hoursMax={breakGlassHoursMax} />
      <GoOnList running={running} elsewhere={elsewhere} />
      <NextClasses />
      <RecallList checks={standing.checks.filter((one) => one.isDue)} />
      <TodoList standing={standing} today={today} />
      <DoneList standing={standing} />
      <BadgeList />
    </div>
  );
}

function GoOnList({ running, elsewhere }: { running: readonly LearningModule[]; elsewhere: readonly string[] }) {
  if (running.length + elsewhere.length === 0) return null;
  return (
    <Section title="Go on where you were" flush>
      <ul className={css.list}>
        {running.map((one) => (
          <li key={one.moduleId} className={css.item}>
            <div className={css.what}>
              <div className={css.name}>{one.title}</div>
              <div className={css.quiet}>{one.page < one.pages ? `Page ${one.page + 1} of ${one.pages}` : 'Knowledge check'}</div>
            </div>
            <div className={css.do}>
              <LinkButton to={`/learn/modules/${one.moduleId}` as never} aria-label={`Go on: ${one.title}`}>
                Go on
              </LinkButton>
            </div>
          </li>
        ))}
        {elsewhere.map((moduleId) => (
          <li key={moduleId} className={css.item}>
            <div className={css.what}>
              <div className={css.name}>{activityName(moduleId)}</div>
              <div className={css.quiet}>A course elsewhere</div>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
