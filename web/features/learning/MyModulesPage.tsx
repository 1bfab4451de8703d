import { Badge, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listOwnModules, type LearningModule } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useAccount } from '#web/app/session.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { localDateText } from '#web/ui/local-date-text.ts';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { dateText, plural } from '#web/ui/time-text.ts';
import { stateText } from './learning-words.ts';
import css from './learning.module.css';
import { learningKey } from './use-module.ts';

/** What there is to learn for my role: what is begun first, then what is to do, then what is done. */
export function MyModulesPage() {
  const account = useAccount();
  const query = useQuery({
    queryKey: [...learningKey, 'list'],
    queryFn: () => call(listOwnModules, {}),
    enabled: account.personId !== null,
  });
  const modules = query.data?.modules ?? [];
  const parts = [
    { title: 'Go on', of: modules.filter((module) => module.state === 'running') },
    { title: 'To do', of: modules.filter((module) => ['open', 'locked'].includes(module.state) && !module.optional) },
    { title: 'If you like', of: modules.filter((module) => ['open', 'locked'].includes(module.state) && module.optional) },
    { title: 'Done', of: modules.filter((module) => ['passed', 'counted'].includes(module.state)) },
  ].filter((part) => part.of.length > 0);
  const minutes = modules.filter((module) => module.state === 'open' && !module.optional).reduce((sum, module) => sum + module.minutes, 0);
  return (
    <div className={css.page}>
      <PageHeader
        title="My modules"
        note={minutes > 0 ? `About ${minutes} minutes to do. Stop whenever you must; you go on where you were.` : undefined}
      />
      {account.personId === null && (
        <EmptyState title="Your account is not linked to a person">
          Training is kept under a person. Ask an administrator to link your account to your line in the directory.
        </EmptyState>
      )}
      <ProblemAlert error={query.error} title="Your modules could not be read" onRetry={() => void query.refetch()} />
      {query.isLoading && <Skeleton height={200} radius="md" />}
      {query.data && modules.length === 0 && (
        <EmptyState title="There is no module for your role yet">Your training lead publishes them; they appear here then.</EmptyState>
      )}
      {parts.map((part) => (
        <Section key={part.title} title={part.title} note={String(part.of.length)} flush>
          <ul className={css.list}>
            {part.of.map((module) => (
              <ModuleLine key={module.moduleId} module={module} />
            ))}
          </ul>
        </Section>
      ))}
    </div>
  );
}

function ModuleLine({ module }: { module: LearningModule }) {
  const open = ['open', 'running'].includes(module.state);
  return (
    <li className={css.line}>
      <div>
        <div className={css.lineTitle}>
          {open ? module.title : <Title module={module} />}{' '}
          {module.kind === 'burst' && (
            <Badge size="xs" variant="light">
              Burst
            </Badge>
          )}
        </div>
        <div className={css.lineNote}>{noteOf(module)}</div>
      </div>
      {open && (
        <LinkButton
          to="/learn/modules/$moduleId"
          params={{ moduleId: module.moduleId } as never}
          size="xs"
          variant={module.state === 'running' ? 'filled' : 'default'}
          aria-label={`${module.state === 'running' ? 'Go on with' : 'Open'} ${module.title}`}
        >
          {module.state === 'running' ? 'Go on' : 'Open'}
        </LinkButton>
      )}
    </li>
  );
}

function Title({ module }: { module: LearningModule }) {
  return (
    <Link to={'/learn/modules/$moduleId' as never} params={{ moduleId: module.moduleId } as never}>
      {module.title}
    </Link>
  );
}

const dueText = ({ due }: LearningModule): string => (due === null ? '' : `by ${localDateText(due)} · `);

function noteOf(module: LearningModule): string {
  const attempts = module.attempts > 0 ? `, ${plural(module.attempts, 'attempt')}` : '';
  if (module.state === 'running')
    return `${dueText(module)}${module.minutes} min · ${module.page < module.pages ? `page ${module.page + 1} of ${module.pages}` : 'knowledge check'}${attempts}`;
  if (module.state === 'locked') return `${dueText(module)}${module.minutes} min · first: ${module.missing.join(', ')}`;
  if (module.passedAt !== null) return `${stateText.passed} on ${dateText(module.passedAt)}${attempts}`;
  return module.state === 'counted' ? stateText.counted : `${dueText(module)}${module.minutes} min · ${module.summary}`;
}
