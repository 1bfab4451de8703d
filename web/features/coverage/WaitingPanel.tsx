import { useQueryClient } from '@tanstack/react-query';
import type { CallOut } from '#coverage/contract.ts';
import type { Instant, TimeZone } from '#kernel/time.ts';
import { waitingKey, type Waiting } from '#web/app/waiting.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { CallOutAnswer } from './CallOutAnswer.tsx';
import { RepairView } from './RepairView.tsx';
import { SidePanel } from './SidePanel.tsx';
import css from './SidePanel.module.css';
import { SwapAnswer } from './SwapAnswer.tsx';
import { absenceText, repairText } from './waiting-words.ts';

interface Props {
  waiting: Waiting;
  zone: TimeZone;
  now: Instant;
  onClose: () => void;
}

/** Call-outs from the supporters' phones and swaps among them: what only needs a coordinator's yes. */
export function WaitingPanel({ waiting, zone, now, onClose }: Props) {
  const { callOuts, swaps, count, error } = waiting;
  return (
    <SidePanel title="Waiting for a yes" onClose={onClose}>
      <ProblemAlert error={error} title="Not all could be loaded" />
      {count === 0 && !error && <p className={css.quiet}>Nothing waits now. Call-outs and swaps appear here as they come in.</p>}
      {callOuts.map((callOut, i) => (
        <Asked key={callOut.callOutId} callOut={callOut} opened={i === 0} zone={zone} now={now} />
      ))}
      {swaps.length > 0 && <h3 className={css.heading}>Swaps</h3>}
      {swaps.map((swap) => (
        <SwapAnswer key={swap.swapId} swap={swap} />
      ))}
    </SidePanel>
  );
}

function Asked({ callOut, opened, zone, now }: { callOut: CallOut; opened: boolean; zone: TimeZone; now: Instant }) {
  const client = useQueryClient();
  const refresh = (): void => void client.invalidateQueries({ queryKey: waitingKey });
  return (
    <details className={css.asked} open={opened}>
      <summary>
        <span className={css.bold}>{callOut.personName} can’t come</span>
        <span>{absenceText(callOut, zone, now)}</span>
        <span className={callOut.repair.uncovered.length > 0 ? css.gap : css.quiet}>{repairText(callOut.repair)}</span>
      </summary>
      <p className={css.quiet}>
        Called out by {callOut.createdBy}, <TimeText at={callOut.createdAt} zone={zone} />
        {callOut.reason && `: “${callOut.reason}”`}
      </p>
      <RepairView callOut={callOut} />
      <CallOutAnswer callOut={callOut} onRenewed={refresh} onDone={refresh} />
    </details>
  );
}
