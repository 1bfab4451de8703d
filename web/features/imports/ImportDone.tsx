import { Group } from '@mantine/core';
import type { Import } from '#platform/imports/contract.ts';
import css from './imports.module.css';
import { diffText, totals } from './import-words.ts';
import { useCan } from '#web/app/session.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { plural } from '#web/ui/time-text.ts';

/** What has happened, and what a person would do next. */
export function ImportDone({ data }: { data: Import }) {
  const sum = totals(data);
  const mayPlan = useCan('coverage.plan');
  const changes = diffText({ ...sum, unchanged: 0, absent: 0, addedKeys: [], absentKeys: [], changes: [] });
  return (
    <div className={css.done} role="status">
      <p className={css.doneTitle}>
        <StatusDot tone={sum.errors > 0 ? 'look' : 'good'}>{`${plural(sum.applied, 'file')} applied: ${changes}`}</StatusDot>
      </p>
      <p className={css.quiet}>
        {sum.errors > 0
          ? `${plural(sum.errors, 'row')} could not be taken; they are listed below. Mend the file and import it again: what was right stays as it is.`
          : 'Every row was taken.'}
      </p>
      <Group mt="sm" gap="xs">
        {mayPlan && (
          <LinkButton to="/coverage" search={{ run: true } as never}>
            Plan coverage …
          </LinkButton>
        )}
        <LinkButton variant="default" to="/go-lives">
          Look at the go-lives
        </LinkButton>
        <LinkButton variant="default" to="/imports">
          Import more
        </LinkButton>
      </Group>
    </div>
  );
}
