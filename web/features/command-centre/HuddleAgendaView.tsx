import type { ReactNode } from 'react';
import type { HuddleAgenda } from '#support/contract.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { dateText, plural, spanText, timeText } from '#web/ui/time-text.ts';
import css from './command-centre.module.css';
import { answerKindText, gapWhat, titleOf } from './plan-words.ts';
import { quantileText } from './wall-words.ts';

export function HuddleAgendaView({ agenda }: { agenda: HuddleAgenda }) {
  const { unitName, zoneOf } = usePlaces();
  const { figures, topProblems, unsolved, newAnswers, gapsAhead, openActions, thanks } = agenda;
  const since = `${dateText(agenda.since)} ${timeText(agenda.since)}`;
  return (
    <div className={css.two}>
      <Section title="1. What happened" note={`since ${since}`}>
        <p className={css.plain}>
          {plural(figures.asked, 'request')}, {figures.helped} helped{figures.gaveUp > 0 && `, ${figures.gaveUp} gave up`}. Half were helped
          within {quantileText(figures.p50Minutes, figures.asked)}, nine in ten within {quantileText(figures.p90Minutes, figures.asked)}.
        </p>
      </Section>
      <Section title="2. Top problems">
        <Lines empty="Nobody asked for help.">
          {topProblems.map((one) => (
            <li key={`${one.issueId} ${one.title}`}>
              <span className={css.grow}>{one.issueId === null ? `About: ${titleOf(one.title)}` : one.title}</span>
              <span className={css.quiet}>
                {plural(one.count, 'request')}, {one.open} open
              </span>
            </li>
          ))}
        </Lines>
      </Section>
      <Section title="3. Unsolved">
        <Lines empty="Every known issue has its answer.">
          {unsolved.map((one) => (
            <li key={one.issueId}>
              <span className={css.grow}>{one.title}</span>
              <span className={css.quiet}>{one.ownerName || 'nobody has it'}</span>
              {one.dueAt !== null && (
                <StatusDot tone={one.overdue ? 'gap' : 'quiet'}>
                  {one.overdue ? 'was due ' : 'due '}
                  <TimeText at={one.dueAt} />
                </StatusDot>
              )}
            </li>
          ))}
        </Lines>
      </Section>
      <Section title="4. New answers">
        <Lines empty="None since the last huddle.">
          {newAnswers.map((one) => (
            <li key={one.issueId}>
              <span className={css.grow}>
                <strong>{one.title}</strong>
                <br />
                {one.answer}
              </span>
              <span className={css.quiet}>{answerKindText[one.kind as keyof typeof answerKindText] ?? ''}</span>
            </li>
          ))}
        </Lines>
      </Section>
      <Section title="5. Gaps ahead" note="next 24 hours">
        <Lines empty="The published plan covers everything.">
          {gapsAhead.map((gap) => (
            <li key={`${gap.unitId} ${gap.start} ${gap.topic}`}>
              <span className={css.grow}>{gap.unitId === null ? 'Anywhere' : unitName(gap.unitId)}</span>
              <span className={css.quiet}>{gapWhat(gap)}</span>
              <span className="tabular">
                {dateText(gap.start, zoneOf(gap.unitId ?? ''))} {spanText(gap.start, gap.end, zoneOf(gap.unitId ?? ''))}
              </span>
            </li>
          ))}
        </Lines>
      </Section>
      <Section title="6. Action items left open">
        <Lines empty="None.">
          {openActions.map((one) => (
            <li key={one.actionId}>
              <span className={css.grow}>{one.text}</span>
              <StatusDot tone={one.overdue ? 'gap' : 'quiet'}>{one.ownerName}</StatusDot>
            </li>
          ))}
        </Lines>
      </Section>
      <Section title="7. Thanks" note="in the order of names">
        {thanks.length === 0 ? (
          <span className={css.quiet}>Nobody has finished a request yet.</span>
        ) : (
          <p className={css.plain}>{thanks.map((one) => `${one.name} (${one.helped})`).join(', ')}</p>
        )}
      </Section>
    </div>
  );
}

function Lines({ empty, children }: { empty: string; children: readonly ReactNode[] }) {
  return children.length === 0 ? <span className={css.quiet}>{empty}</span> : <ul className={css.lines}>{children}</ul>;
}
