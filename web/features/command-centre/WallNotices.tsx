import { IconAlertTriangle, IconPlugConnectedX, IconWifiOff } from '@tabler/icons-react';
import type { Instant } from '#kernel/time.ts';
import type { WallBoard } from '#support/contract.ts';
import { timeText } from '#web/ui/time-text.ts';
import css from './wall.module.css';

/** What overrides everything else: a lost connection, a major incident, downtime. */
export function WallNotices({ board, stale }: { board: WallBoard; stale: Instant | null }) {
  const { incident, downtimes, zone } = board;
  return (
    <div role="status">
      {stale !== null && (
        <p className={css.notice} data-tone="look">
          <IconWifiOff aria-hidden="true" />
          <strong>Not live.</strong> Figures are those of {timeText(stale, zone)}; the connection is being tried again.
        </p>
      )}
      {incident && (
        <p className={css.notice} data-tone="gap">
          <IconAlertTriangle aria-hidden="true" />
          <strong>Major incident: {incident.title}</strong>
          <span className="truncate">{incident.text}</span>
          <span className={css.noticeEnd}>since {timeText(incident.declaredAt, zone)}</span>
        </p>
      )}
      {downtimes.map(({ downtimeId, unitId, reason, startsAt, endsAt }) => (
        <p key={downtimeId} className={css.notice} data-tone="look">
          <IconPlugConnectedX aria-hidden="true" />
          <strong>Downtime{unitId === null ? ', whole hospital' : `, ${board.unitNames[unitId] ?? unitId}`}: paper is right.</strong>
          <span className="truncate">{reason}</span>
          <span className={css.noticeEnd}>
            since {timeText(startsAt, zone)}
            {endsAt !== null && `, until ${timeText(endsAt, zone)}`}
          </span>
        </p>
      ))}
    </div>
  );
}
