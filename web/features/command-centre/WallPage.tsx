import { Loader } from '@mantine/core';
import { useOrganisation } from '#web/app/use-organisation.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, timeText } from '#web/ui/time-text.ts';
import { useWall } from './use-wall.ts';
import { WallFigures } from './WallFigures.tsx';
import { WallGaps } from './WallGaps.tsx';
import { WallHeat } from './WallHeat.tsx';
import { WallNotices } from './WallNotices.tsx';
import { WallTools } from './WallTools.tsx';
import { WallTop } from './WallTop.tsx';
import { WallUnits } from './WallUnits.tsx';
import css from './wall.module.css';

/** The command centre's wall: read from five metres, touched by nobody. */
export function WallPage() {
  const { board, error, now, stale } = useWall();
  const organisation = useOrganisation();
  return (
    <div className={css.wall} data-stale={stale !== null || undefined}>
      <header className={css.head}>
        <h1 className={css.title}>
          Command centre <span className={css.quiet}>{organisation?.name}</span>
        </h1>
        <WallTools />
        <div className={css.clock}>
          <span className={css.quiet}>{dateText(now, board?.zone)}</span> {timeText(now, board?.zone)}
        </div>
      </header>
      {board && <WallNotices board={board} stale={stale} />}
      {!board && <ProblemAlert error={error} title="The wall could not be read" />}
      {!board && !error && <Loader m="xl" />}
      {board && (
        <>
          <WallFigures board={board} />
          <div className={css.panels}>
            <WallUnits board={board} />
            <div className={css.column}>
              <WallHeat board={board} />
              <WallGaps board={board} />
            </div>
            <WallTop board={board} />
          </div>
        </>
      )}
    </div>
  );
}
