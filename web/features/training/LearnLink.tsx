import { Button } from '@mantine/core';
import css from './learn.module.css';
import { activityName } from './training-words.ts';
import { LinkButton } from '#web/ui/LinkButton.tsx';

interface Props {
  activity: 'module' | 'exercise' | 'class';
  activityId: string;
  /** Known: this account may open it here. */
  title: string | undefined;
  verb: string;
}

/** The way to what proves a duty: our module, a course elsewhere, a class or an exercise. */
export function LearnLink({ activity, activityId, title, verb }: Props) {
  if (/^https?:/.test(activityId))
    return (
      <Button component="a" href={activityId} target="_blank" rel="noreferrer" variant="default" title={activityName(activityId)}>
        {verb}
      </Button>
    );
  if (activity === 'class') return <span className={css.quiet}>In a class: {activityName(activityId)}</span>;
  if (activity === 'exercise') return <span className={css.quiet}>In the practice EHR: {activityName(activityId)}</span>;
  if (title === undefined) return null;
  return (
    <LinkButton to={`/learn/modules/${encodeURIComponent(activityId)}`} variant="default" title={title} aria-label={`${verb}: ${title}`}>
      {verb}
    </LinkButton>
  );
}
