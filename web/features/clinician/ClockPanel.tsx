import type { ClockView } from '#coverage/contract.ts';
import { nextText, stateText, stateTone } from './clinician-words.ts';
import css from './clinician.module.css';
import { Facts } from '#web/ui/Facts.tsx';
import { localDateText } from '#web/ui/local-date-text.ts';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';

export function ClockPanel({ clock, own }: { clock: ClockView; own: boolean }) {
  return (
    <Section title="Day-one clock" note={own ? 'It counts your own live rounds' : 'It counts their own live rounds'}>
      <p className={css.state}>
        <StatusDot tone={stateTone[clock.state]}>{stateText[clock.state]}</StatusDot>
      </p>
      <Facts
        facts={[
          ['Since', clock.since && localDateText(clock.since)],
          ['Why', clock.why],
          ['What comes next', nextText(clock)],
        ]}
      />
    </Section>
  );
}
