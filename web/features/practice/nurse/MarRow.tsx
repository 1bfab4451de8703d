import type { Instant } from '#kernel/time.ts';
import { timeText, untilText } from '#web/ui/time-text.ts';
import { textOf } from '../fhir/codes.ts';
import { dosageText, drugText, isAsNeeded } from '../fhir/dosage-text.ts';
import { timingText } from '../fhir/frequency.ts';
import { ourExtensions } from '../fhir/ours.ts';
import type { MedicationAdministration, MedicationRequest } from '../fhir/resources.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { givenAt, type DoseSlot, type DoseState } from './due-times.ts';
import { isHighAlert } from './five-rights.ts';
import css from './mar.module.css';

export const stateWords: Record<DoseState, string> = {
  due: 'due',
  late: 'late',
  planned: 'planned',
  given: 'given',
  'not-given': 'not given',
  held: 'held',
  running: 'running',
};

interface Props {
  order: MedicationRequest;
  slots: readonly DoseSlot[];
  /** All of this order, whenever they were. */
  administrations: readonly MedicationAdministration[];
  starts: readonly Instant[];
  columnMs: number;
  isUnverified: boolean;
  /** When the effect of a dose given as needed is to be looked at; null: nothing waits. */
  followUpAt: Instant | null;
  onOpen: (slot: DoseSlot) => void;
}

/** One order: what it says, and its doses by time. */
export function MarRow({ order, slots, administrations, starts, columnMs, isUnverified, followUpAt, onOpen }: Props) {
  const { now, zone } = useAttempt();
  const dosage = order.dosageInstruction?.[0];
  const needed = isAsNeeded(dosage);
  const running = administrations.find((one) => one.status === 'in-progress') ?? null;
  const continuous = /continu/i.test(timingText(dosage?.timing));
  const last = administrations
    .filter((one) => one.status === 'completed' || one.status === 'in-progress')
    .toSorted((a, b) => givenAt(b) - givenAt(a))[0];
  const name = drugText(order);
  const at = (slot: DoseSlot): Instant => slot.dueAt ?? (slot.administration ? givenAt(slot.administration) : now());
  return (
    <tr>
      <th scope="row">
        <div className={css.drug}>{name}</div>
        <div className={css.sig}>{dosageText(dosage)}</div>
        {dosage?.additionalInstruction?.map((one) => (
          <div key={textOf(one)} className={css.sig}>
            {textOf(one)}
          </div>
        ))}
        {isHighAlert(order) && <span className={css.mark}>two people</span>}
        {isUnverified && (
          <span className={css.mark} data-tone="look">
            not verified
          </span>
        )}
        {followUpAt !== null && (
          <span className={css.mark} data-tone={now() > followUpAt ? 'gap' : 'look'}>
            look again {timeText(followUpAt, zone)}
          </span>
        )}
        {order.status === 'on-hold' && (
          <span className={css.mark} data-tone="look">
            on hold
          </span>
        )}
        {order.status !== 'active' && order.status !== 'on-hold' && <span className={css.mark}>{order.status}</span>}
        {(needed || continuous) && (
          <div className={css.sig}>
            {last
              ? `last ${timeText(givenAt(last), zone)} (${untilText(now() - givenAt(last)).replace(/^in /, '')}${now() - givenAt(last) > 30_000 ? ' ago' : ''})`
              : 'not given yet'}
          </div>
        )}
      </th>
      {starts.map((start) => {
        const mine = slots.filter((slot) => at(slot) >= start && at(slot) < start + columnMs);
        const present = now() >= start && now() < start + columnMs;
        return (
          <td key={start} data-now={present || undefined}>
            {mine.map((slot) => (
              <Slot key={`${slot.dueAt} ${slot.administration?.id}`} name={name} slot={slot} at={at(slot)} onOpen={onOpen} />
            ))}
            {present && order.status === 'active' && (needed || continuous) && (
              <button
                type="button"
                data-walk
                className={css.slot}
                onClick={() => onOpen({ dueAt: null, state: running ? 'running' : 'due', administration: continuous ? running : null })}
              >
                <span className="screen-reader">{name} </span>
                {continuous ? (running ? 'Running' : 'Start') : 'Give'}
              </button>
            )}
          </td>
        );
      })}
    </tr>
  );
}

function Slot({ name, slot, at, onOpen }: { name: string; slot: DoseSlot; at: Instant; onOpen: (slot: DoseSlot) => void }) {
  const { zone } = useAttempt();
  const { administration, state } = slot;
  const done = administration ? timeText(givenAt(administration), zone) : '';
  const backEntered = administration?.extension?.some((one) => one.url === ourExtensions.backEntered) ?? false;
  return (
    <button
      type="button"
      data-walk
      className={css.slot}
      data-state={state}
      data-start={state === 'due' || state === 'late' || undefined}
      onClick={() => onOpen(slot)}
    >
      <span className="screen-reader">{name} </span>
      <span>{timeText(at, zone)}</span>{' '}
      <small>
        {stateWords[state]}
        {administration && slot.dueAt !== null && state === 'given' ? ` ${done}` : ''}
        {backEntered ? ' · paper' : ''}
      </small>
    </button>
  );
}
