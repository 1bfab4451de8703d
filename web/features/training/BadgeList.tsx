import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listOwnBadges, takeBadge, type OwnBadge } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { dateText } from '#web/ui/time-text.ts';
import css from './learn.module.css';

const key = ['training', 'own-badges'];

/** The file goes to the learner's own disk: whom they show it to is theirs to say. */
function save(fileName: string, type: string, content: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** What I have earned, to take along. */
export function BadgeList() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: key, queryFn: () => call(listOwnBadges, {}) });
  const taking = useMutation({
    mutationFn: ({ badge }: { badge: OwnBadge; as: 'picture' | 'token' }) => call(takeBadge, { body: { achievement: badge.achievement } }),
    onSuccess: ({ picture, credential, fileName }, { as }) =>
      as === 'picture' ? save(`${fileName}.svg`, 'image/svg+xml', picture) : save(`${fileName}.jwt`, 'application/vc+jwt', credential),
    onSettled: () => void client.invalidateQueries({ queryKey: key }),
  });
  const badges = query.data?.badges ?? [];
  if (badges.length === 0) return <ProblemAlert error={query.error} />;
  return (
    <Section title="Badges" note="Signed proofs for your own use. Nobody gets them from here but you." flush>
      <ProblemAlert error={taking.error} />
      <ul className={css.list}>
        {badges.map((badge) => (
          <li key={badge.achievement} className={css.item}>
            <div className={css.what}>
              <div className={css.name}>{badge.name}</div>
              <div className={css.quiet}>
                {badge.description} Earned {dateText(badge.earnedAt)}
                {badge.validUntil === null ? '' : `, good until ${dateText(badge.validUntil)}`}
              </div>
            </div>
            <div className={css.do}>
              <Button
                size="xs"
                variant="default"
                loading={taking.isPending && taking.variables.badge.achievement === badge.achievement}
                aria-label={`Download badge ${badge.name}`}
                onClick={() => taking.mutate({ badge, as: 'picture' })}
              >
                Download badge
              </Button>{' '}
              <Button
                size="xs"
                variant="subtle"
                aria-label={`Download token of ${badge.name}`}
                onClick={() => taking.mutate({ badge, as: 'token' })}
              >
                As token
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
