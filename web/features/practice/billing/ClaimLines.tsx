import { Button, Checkbox } from '@mantine/core';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { dayText } from '../chart/chart-time.ts';
import { dollars, type ClaimItem } from '../fhir/claims.ts';
import { textOf } from '../fhir/codes.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import type { ClaimDraft } from './claim-draft.ts';
import { totalOfLines } from './claim-edits.ts';
import { codeOfItem } from './claim-words.ts';

/** Services on a claim, each tied to the diagnoses that it was done for. Without `onChange` they are only read. */
export function ClaimLines({ draft, onChange }: { draft: ClaimDraft; onChange?: (draft: ClaimDraft) => void }) {
  const total = totalOfLines(draft.items.map((one) => ({ net: one.net?.value ?? 0 })));
  return (
    <Section title="Services" flush>
      <div className={css.scroll}>
        <table className={css.table}>
          <caption className="screen-reader">Lines of the claim</caption>
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">Day</th>
              <th scope="col">For diagnosis</th>
              <th scope="col" className={css.num}>
                Price
              </th>
              {onChange && (
                <th scope="col">
                  <span className="screen-reader">Take off</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {draft.items.map((item, index) => (
              <Line key={item.sequence} item={item} index={index} draft={draft} {...(onChange ? { onChange } : {})} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                Total
              </th>
              <td className={css.num}>
                <strong>{dollars({ value: total })}</strong>
              </td>
              {onChange && <td>{'\u00a0'}</td>}
            </tr>
          </tfoot>
        </table>
      </div>
    </Section>
  );
}

interface LineProps {
  item: ClaimItem;
  index: number;
  draft: ClaimDraft;
  onChange?: (draft: ClaimDraft) => void;
}

function Line({ item, index, draft, onChange }: LineProps) {
  const name = textOf(item.productOrService) || codeOfItem(item);
  const { zone } = useAttempt();
  const points = item.diagnosisSequence ?? [];
  const point = (sequence: number, on: boolean): void =>
    onChange?.({
      ...draft,
      items: draft.items.map((one, place) =>
        place === index
          ? {
              ...one,
              diagnosisSequence: on ? [...points, sequence].toSorted((a, b) => a - b) : points.filter((other) => other !== sequence),
            }
          : one,
      ),
    });
  return (
    <tr>
      <th scope="row">
        {name} <span className={css.quiet}>{codeOfItem(item)}</span>
      </th>
      <td>{dayText(item.servicedDate, zone)}</td>
      <td>
        {onChange ? (
          <span className={css.answers}>
            {draft.diagnoses.map((one, place) => (
              <Checkbox
                key={one.code}
                size="xs"
                label={one.code}
                aria-label={`Line ${index + 1}, ${name}: for ${one.code}`}
                checked={points.includes(place + 1)}
                onChange={(event) => point(place + 1, event.currentTarget.checked)}
              />
            ))}
            {draft.diagnoses.length === 0 && <span className={css.quiet}>code a diagnosis first</span>}
          </span>
        ) : (
          points.map((one) => draft.diagnoses[one - 1]?.code).join(', ') || '–'
        )}
      </td>
      <td className={css.num}>{dollars(item.net)}</td>
      {onChange && (
        <td>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => onChange({ ...draft, items: draft.items.filter((_, place) => place !== index) })}
          >
            Remove
            <span className="screen-reader">
              {' '}
              line {index + 1}, {name}
            </span>
          </Button>
        </td>
      )}
    </tr>
  );
}
