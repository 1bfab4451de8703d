import type { CallOut } from '#coverage/contract.ts';
import css from './SidePanel.module.css';

/** Who moves and what stays open, before anybody says yes. */
export function RepairView({ callOut }: { callOut: CallOut }) {
  const { changes, uncovered, ms } = callOut.repair;
  return (
    <div>
      {changes.length === 0 && <p>No published shift is concerned: nothing changes.</p>}
      <ul className={css.lines}>
        {changes.map((change) => (
          <li
            key={`${change.personId}${change.start}${change.kind}`}
            className={change.personId === callOut.personId ? css.quiet : undefined}
          >
            {change.text}
          </li>
        ))}
      </ul>
      {uncovered.length > 0 && (
        <>
          <h3 className={css.heading}>Stays open</h3>
          <ul className={css.lines}>
            {uncovered.map((line) => (
              <li key={line.needId} className={css.gap}>
                {line.text}
              </li>
            ))}
          </ul>
        </>
      )}
      {changes.length > 0 && (
        <p className={css.quiet}>
          Found in {ms < 1000 ? `${Math.ceil(ms)} ms` : `${(ms / 1000).toFixed(1)} s`}, with as few others moved as possible.
        </p>
      )}
    </div>
  );
}
