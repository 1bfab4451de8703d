import { abnormalityOf, bareValue, flagText } from '../fhir/observation-words.ts';
import type { Observation } from '../fhir/resources.ts';
import css from './chart.module.css';

/** A value with its flag: a letter for the eye, the word for the ear. */
export function ValueFlag({ observation }: { observation: Observation }) {
  const flag = abnormalityOf(observation);
  return (
    <span className={css.flag} data-flag={flag}>
      {bareValue(observation)}
      {flag && (
        <>
          <span aria-hidden="true"> {flag}</span>
          <span className="screen-reader"> {flagText(observation)}</span>
        </>
      )}
    </span>
  );
}
