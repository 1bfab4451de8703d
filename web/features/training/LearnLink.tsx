import { Button } from '@mantine/core';
import { IconBook2, IconExternalLink, IconHeartRateMonitor, IconSchool } from '@tabler/icons-react';
import type { Duty } from '#training/contract.ts';
import css from './learn.module.css';
import { activityName } from './training-words.ts';
import { LinkButton } from '#web/ui/LinkButton.tsx';

const signs = { module: IconBook2, class: IconSchool, exercise: IconHeartRateMonitor } as const;
const words = { module: 'Module', class: 'Class', exercise: 'Exercise' } as const;

/** The way to what proves a duty: our module, a class, an exercise, or a course elsewhere. */
export function LearnLink({ activity, activityId, title }: Duty['provedBy'][number]) {
  if (/^https?:/.test(activityId))
    return (
      <Button
        component="a"
        href={activityId}
        target="_blank"
        rel="noreferrer"
        variant="default"
        className={css.way ?? ''}
        leftSection={<IconExternalLink size={16} />}
      >
        {title ?? activityName(activityId)}
      </Button>
    );
  if (title === null) return <span className={css.quiet}>{`${words[activity]} elsewhere: ${activityName(activityId)}`}</span>;
  const Sign = signs[activity];
  const to = { module: `/learn/modules/${encodeURIComponent(activityId)}`, class: '/learn/classes', exercise: '/practice' }[activity];
  return (
    <LinkButton
      to={to as never}
      variant="default"
      className={css.way ?? ''}
      leftSection={<Sign size={16} />}
      aria-label={`${words[activity]}: ${title}`}
    >
      {title}
    </LinkButton>
  );
}
