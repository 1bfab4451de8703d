import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Standing } from '#training/contract.ts';
import { GlassDrawer } from './GlassDrawer.tsx';
import css from './learn.module.css';
import { dateText, plural, timeText } from '#web/ui/time-text.ts';
import { wordText } from '#web/ui/word-text.ts';

/** May I work in the EHR, and how far am I? */
export function AccessBlock({ standing, hoursMax }: { standing: Standing; hoursMax: number }) {
  const [breaking, setBreaking] = useState(false);
  const { decision, duties } = standing;
  const mandatory = duties.filter((duty) => duty.mandatory);
  const done = mandatory.filter((duty) => duty.state !== 'open' && duty.state !== 'expired').length;
  return (
    <div className={css.access} data-state={decision.by === 'break-glass' ? 'glass' : decision.allow ? 'open' : 'shut'}>
      <div className={css.headline}>{headlineOf(standing)}</div>
      {mandatory.length > 0 && (
        <>
          <div
            className={css.bar}
            role="progressbar"
            aria-label="Needed for access"
            aria-valuemin={0}
            aria-valuemax={mandatory.length}
            aria-valuenow={done}
          >
            <span style={{ width: `${(100 * done) / mandatory.length}%` }} />
          </div>
          <div className={css.quiet}>
            {done} of {plural(mandatory.length, 'skill')} needed as {wordText(standing.jobRole).toLowerCase()}
            {decision.accessProfiles.length > 0 && `; opens ${decision.accessProfiles.join(', ')}`}
          </div>
        </>
      )}
      {!decision.allow && hoursMax > 0 && (
        <Button mt="sm" size="compact-sm" variant="subtle" onClick={() => setBreaking(true)}>
          I must work now: break glass
        </Button>
      )}
      {breaking && <GlassDrawer person={null} hoursMax={hoursMax} onClose={() => setBreaking(false)} />}
    </div>
  );
}

function headlineOf({ decision, duties }: Standing): string {
  if (decision.by === 'break-glass' && decision.until !== null)
    return `Emergency access until ${dateText(decision.until)} ${timeText(decision.until)}`;
  if (decision.by === 'nothing-needed') return 'You have access: your role needs no training first';
  if (!decision.allow) return duties.length === 0 ? 'No access yet' : `Access opens after ${plural(decision.missing.length, 'more step')}`;
  const soon = duties.filter((duty) => duty.mandatory && (duty.state === 'lapsing' || duty.state === 'lapsed'));
  if (soon.length > 0)
    return `You have access. ${plural(soon.length, 'skill')} to renew${decision.until === null ? '' : ` before ${dateText(decision.until)}`}`;
  return decision.until === null
    ? 'You have access'
    : `You have access until ${dateText(decision.until)} ${new Date(decision.until).getFullYear()}`;
}
