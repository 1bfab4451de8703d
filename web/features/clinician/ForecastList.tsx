import type { ClinicianPage } from '#coverage/contract.ts';
import { sureText } from './clinician-words.ts';
import css from './clinician.module.css';
import { usePlaces } from '#web/app/use-places.ts';
import { Section } from '#web/ui/Section.tsx';
import { dateText, spanText } from '#web/ui/time-text.ts';

/** Where and when they will next be, how sure that is, and what it is concluded from. */
export function ForecastList({ page, own }: { page: ClinicianPage; own: boolean }) {
  const { unitName, zoneOf } = usePlaces();
  const guesses = page.forecast.slice(0, 5);
  return (
    <Section title={own ? 'Where you are expected next' : 'Where they will be next'} note="From schedules and from past presence">
      {guesses.length === 0 && (
        <p className={css.none}>Nothing points to a next presence: no schedule names one, and too few past rounds show a habit.</p>
      )}
      <ol className={css.guesses}>
        {guesses.map((guess) => {
          const zone = zoneOf(guess.unitId) ?? page.timeZone;
          return (
            <li key={`${guess.start} ${guess.unitId}`}>
              <div className={css.guess}>
                <span>
                  <strong>
                    {dateText(guess.start, zone)} {spanText(guess.start, guess.end, zone)}
                  </strong>
                  , {unitName(guess.unitId)}
                </span>
                <span className={css.sure}>
                  <span className={css.meter} aria-hidden="true">
                    <span style={{ width: `${guess.confidence * 100}%` }} />
                  </span>
                  {sureText(guess.confidence)}
                </span>
              </div>
              <div className={css.quiet}>{guess.because}</div>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
