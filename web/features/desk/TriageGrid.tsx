import { triageRequest, type DeskRequest } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import css from './desk.module.css';
import { impactWords, urgencyWords } from './desk-words.ts';
import { useChange } from './use-change.ts';

const impacts = ['one', 'unit', 'hospital'] as const;
const urgencies = ['can-wait', 'slowed', 'stopped'] as const;
type Impact = (typeof impacts)[number];
type Urgency = (typeof urgencies)[number];

/** Impact down, urgency across; each field is the priority that would follow. Arrows walk within it. */
export function TriageGrid({ request }: { request: DeskRequest }) {
  const triage = useChange((to: { impact: Impact; urgency: Urgency }) =>
    call(triageRequest, { params: { requestId: request.requestId }, body: to }),
  );
  return (
    <fieldset className={css.triage}>
      <legend className={css.heading}>Triage: how many stand still, and how badly</legend>
      <div className={css.triageHead} aria-hidden="true">
        <span />
        {urgencies.map((urgency) => (
          <span key={urgency}>{urgencyWords[urgency]}</span>
        ))}
      </div>
      {impacts.map((impact, i) => (
        <div key={impact} className={css.triageRow}>
          <span aria-hidden="true">{impactWords[impact]}</span>
          {urgencies.map((urgency, u) => {
            const chosen = request.impact === impact && request.urgency === urgency;
            const priority = `P${Math.min(4, Math.max(1, 5 - Math.max(1, i + u)))}`;
            return (
              <label key={urgency} className={css.triageField} data-chosen={chosen || undefined} data-priority={priority}>
                <input
                  type="radio"
                  name={`triage-${request.requestId}`}
                  checked={chosen}
                  aria-label={`${impactWords[impact]}, ${urgencyWords[urgency].toLowerCase()}: ${priority}`}
                  onChange={() => triage.mutate({ impact, urgency })}
                />
                {priority}
              </label>
            );
          })}
        </div>
      ))}
    </fieldset>
  );
}
