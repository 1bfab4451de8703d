import type { CallOut } from '#coverage/contract.ts';
import type { TimeZone } from '#kernel/time.ts';
import { dateText, plural, spanText } from '#web/ui/time-text.ts';
import css from './SidePanel.module.css';

const words = { moved: 'moves', added: 'takes over', removed: 'is freed', changed: 'changes' };

/** Who moves and what stays open, before anybody says yes. */
export function RepairView({ callOut, zone }: { callOut: CallOut; zone: TimeZone }) {
  const { disturbed, changes, uncovered, ms } = callOut.repair;
  return (
    <div>
      <p>
        From {dateText(callOut.at, zone)}, {spanText(callOut.at, callOut.until, zone)}.{' '}
        {disturbed.length === 0 ? 'Nobody else is disturbed.' : `${plural(disturbed.length, 'other person', 'other people')} disturbed.`}{' '}
        {uncovered.length === 0 ? (
          'Everything is covered.'
        ) : (
          <strong className={css.gap}>{plural(uncovered.length, 'need stays', 'needs stay')} open.</strong>
        )}{' '}
        <span className={css.quiet}>Found in {(ms / 1000).toFixed(1)} s.</span>
      </p>
      <ul className={css.lines}>
        {changes.map((change) => (
          <li key={`${change.personId}${change.start}${change.kind}`}>
            <div className={css.person}>
              <span>
                <span className={css.who}>{change.personName}</span> <span className={css.quiet}>{words[change.kind]}</span>
              </span>
              <span className="tabular">
                {dateText(change.start, zone)}, {spanText(change.start, change.end, zone)}
              </span>
            </div>
            <div>{change.text}</div>
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
    </div>
  );
}
