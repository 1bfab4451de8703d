import type { BoardAnswer, BoardNeed, SignOffView } from '#coverage/contract.ts';
import type { UnitRow } from '#directory/contract.ts';
import css from './SignOffGrid.module.css';
import { localDayText } from '#web/ui/local-date-text.ts';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';

export interface UnitShift {
  readonly unitId: string;
  readonly shiftId: string;
}

interface Props {
  units: readonly UnitRow[];
  shifts: BoardAnswer['shifts'];
  /** Unit needs of the coming week. */
  needs: readonly BoardNeed[];
  /** Those that stand. */
  signOffs: readonly SignOffView[];
  onOpen?: (place: UnitShift, signOff: SignOffView | null) => void;
}

const keyOf = (unitId: string | null, shiftId: string | null): string => `${unitId} ${shiftId}`;

/** Units down, shifts across: comfortable since when, or supported still. */
export function SignOffGrid({ units, shifts, needs, signOffs, onOpen }: Props) {
  const supported = new Set(needs.map((need) => keyOf(need.unitId, need.shiftId)));
  const signed = new Map(signOffs.map((one) => [keyOf(one.unitId, one.shiftId), one]));
  const shown = units.filter((unit) =>
    shifts.some(({ shiftId }) => supported.has(keyOf(unit.unitId, shiftId)) || signed.has(keyOf(unit.unitId, shiftId))),
  );
  const used = shifts.filter(({ shiftId }) =>
    shown.some((unit) => supported.has(keyOf(unit.unitId, shiftId)) || signed.has(keyOf(unit.unitId, shiftId))),
  );
  return (
    <ScrollRegion className={css.scroller} label="Units and shifts">
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Unit</th>
            {used.map((shift) => (
              <th key={shift.shiftId} scope="col">
                {shift.shiftId} <span className={css.hours}>{`${shift.start}–${shift.end}`}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((unit) => (
            <tr key={unit.unitId}>
              <th scope="row">{unit.name}</th>
              {used.map(({ shiftId }) => {
                const place = { unitId: unit.unitId, shiftId };
                const signOff = signed.get(keyOf(unit.unitId, shiftId)) ?? null;
                if (!signOff && !supported.has(keyOf(unit.unitId, shiftId))) return <td key={shiftId}>–</td>;
                return (
                  <td key={shiftId}>
                    <StatusDot tone={signOff ? 'good' : 'accent'}>
                      {signOff ? `Comfortable from ${localDayText(signOff.from)}` : 'Has support'}
                    </StatusDot>
                    {onOpen && (
                      <button
                        type="button"
                        className={css.act}
                        onClick={() => onOpen(place, signOff)}
                        aria-label={`${signOff ? 'Change' : 'Sign off'}: ${unit.name}, ${shiftId}`}
                      >
                        {signOff ? 'Change' : 'Sign off'}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p className={css.none}>No unit has support in the coming week, and none has signed off.</p>}
    </ScrollRegion>
  );
}
