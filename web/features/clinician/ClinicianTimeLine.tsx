import type { ClinicianPage } from '#coverage/contract.ts';
import { kindText, stateText, supportText, sureText } from './clinician-words.ts';
import css from './ClinicianTimeLine.module.css';
import { layOut, type Mark, type MarkFacts } from './time-line.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { localDateText, localDayText } from '#web/ui/local-date-text.ts';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';
import { Section } from '#web/ui/Section.tsx';
import { dateText, plural, spanText } from '#web/ui/time-text.ts';
import { useNow } from '#web/ui/use-now.ts';

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** Weeks as a ruler: rounds lived below the line of today, rounds planned after it. The tables below say the same in words. */
export function ClinicianTimeLine({ page }: { page: ClinicianPage }) {
  const { unitName } = usePlaces();
  const line = layOut(page, useNow(), describer(page, unitName));
  const marks = (list: readonly Mark[]) =>
    list.map((mark) => (
      <span
        key={mark.key}
        className={css.mark}
        data-kind={mark.kind}
        data-share={mark.kind === 'lived' ? (mark.share >= 1 ? 'all' : mark.share > 0 ? 'some' : 'none') : undefined}
        style={{
          left: percent(mark.left),
          width: percent(mark.width),
          ...(mark.kind === 'forecast' ? { opacity: 0.35 + 0.65 * mark.share } : {}),
        }}
        title={mark.text}
      />
    ));
  return (
    <Section title="Rounds and support" note="Six weeks back and six ahead, as far as they are known" flush>
      <ScrollRegion className={css.scroller} label="Time line; the tables below say the same in words">
        <div className={css.line} aria-hidden="true">
          <div className={css.ruler}>
            {line.scale.weeks.map((monday) => (
              <span key={monday} className={css.week} style={{ left: percent(line.scale.at(monday)) }}>
                {localDayText(monday).slice(4)}
              </span>
            ))}
          </div>
          <div className={css.band}>
            {line.state && (
              <span
                className={css.state}
                data-state={page.clock.state}
                style={{ left: percent(line.state.left), width: percent(line.state.width) }}
              >
                {stateText[page.clock.state]}
              </span>
            )}
            {line.lapse !== null && (
              <span
                className={css.lapse}
                style={{ left: percent(line.lapse) }}
                title={`With no round until then, day-one help opens again`}
              />
            )}
          </div>
          <div className={css.lane}>
            {line.scale.weeks.map((monday) => (
              <span key={monday} className={css.rule} style={{ left: percent(line.scale.at(monday)) }} />
            ))}
            {marks(line.lived)}
            {marks(line.planned)}
            <span className={css.today} style={{ left: percent(line.today) }} />
          </div>
        </div>
      </ScrollRegion>
      <ul className={css.legend}>
        <Sign kind="lived" share="all">
          Lived with support
        </Sign>
        <Sign kind="lived" share="some">
          Partly
        </Sign>
        <Sign kind="lived" share="none">
          Lived alone
        </Sign>
        <Sign kind="supported">Ahead, somebody beside</Sign>
        <Sign kind="gap">Ahead, support missing</Sign>
        <Sign kind="alone">Ahead, nobody planned</Sign>
        <Sign kind="forecast">Forecast</Sign>
        <Sign kind="outreach">Meeting</Sign>
      </ul>
    </Section>
  );
}

function Sign({ kind, share, children }: { kind: Mark['kind']; share?: string; children: string }) {
  return (
    <li>
      <span className={css.mark} data-kind={kind} data-share={share} />
      {children}
    </li>
  );
}

const describer =
  (page: ClinicianPage, unitName: (unitId: string) => string) =>
  (facts: MarkFacts): string => {
    if ('lived' in facts) {
      const { date, unitId, liveRounds, supportedRounds } = facts.lived;
      return `${localDateText(date)}, ${unitName(unitId)}: ${plural(liveRounds, 'live round')}, ${supportedRounds} with a supporter`;
    }
    if ('round' in facts) {
      const { start, end, unitId, kind } = facts.round;
      return `${dateText(start, page.timeZone)} ${spanText(start, end, page.timeZone)}, ${kindText(kind)}, ${unitName(unitId)}: ${supportText(facts.round)}`;
    }
    if ('guess' in facts) {
      const { start, end, unitId, confidence } = facts.guess;
      return `${dateText(start, page.timeZone)} ${spanText(start, end, page.timeZone)}, ${unitName(unitId)}: forecast, ${sureText(confidence)}`;
    }
    const { start, end, minutes } = facts.outreach;
    return `${dateText(start, page.timeZone)} ${spanText(start, end, page.timeZone)}: meeting of ${minutes} min`;
  };
