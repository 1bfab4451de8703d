import { useQuery, useQueryClient } from '@tanstack/react-query';
import { endOwnAppGrant, listOwnAppGrants } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';
import { Section } from '#web/ui/Section.tsx';
import { dateText, timeText } from '#web/ui/time-text.ts';
import css from './apps.module.css';
import { grantsKey } from './apps-key.ts';

/** Apps that I allowed something, with the way to end it. Nothing where there are none. */
export function OwnGrants() {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: grantsKey, queryFn: () => call(listOwnAppGrants, {}) });
  if (!data || data.grants.length === 0) return null;
  return (
    <Section title="Apps that I allowed" note="They see invented patients only; you can end it at any time." flush>
      <ul className={css.rows}>
        {data.grants.map((one) => (
          <li key={one.grantId} className={css.row}>
            <div>
              <strong>{one.appName}</strong> in {one.exerciseTitle ?? 'free practice'}
              <div className={css.quiet}>
                {one.allowed.join('; ')}. Since {dateText(one.grantedAt)} {timeText(one.grantedAt)}, until {dateText(one.endsAt)}{' '}
                {timeText(one.endsAt)}.
              </div>
            </div>
            <RemoveButton
              label="End it"
              confirm="End it"
              remove={() => call(endOwnAppGrant, { params: { grantId: one.grantId } })}
              onRemoved={() => void client.invalidateQueries({ queryKey: grantsKey })}
            >
              {one.appName} can read and write nothing there any more. You can allow it again.
            </RemoveButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}
