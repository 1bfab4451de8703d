import type { Instant, TimeZone } from '#kernel/time.ts';
import type { Waiting } from '#web/app/waiting.ts';
import type { PanelState } from './BoardPanel.tsx';
import css from './board.module.css';
import { waitingText } from './waiting-words.ts';

interface Props {
  waiting: Waiting;
  zone: TimeZone;
  now: Instant;
  panel: PanelState | null;
  onPanel: (panel: PanelState | null) => void;
}

/** The first thing to see at ten to six: who can't come, and that the mended plan needs only a yes. */
export function WaitingBanner({ waiting, zone, now, panel, onPanel }: Props) {
  const shown = panel?.kind === 'waiting';
  return (
    <div role="status">
      {waiting.count > 0 && (
        <div className={`${css.banner} ${css.waits} no-print`}>
          <strong>{waiting.count} waiting</strong>
          <span>{waitingText(waiting, zone, now)}</span>
          <button type="button" aria-expanded={shown} onClick={() => onPanel(shown ? null : { kind: 'waiting' })}>
            {shown ? 'Hide' : 'Look and answer'}
          </button>
        </div>
      )}
    </div>
  );
}
