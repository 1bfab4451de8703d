import type { ReactNode } from 'react';
import type { WallBoard } from '#support/contract.ts';
import { cohortText, quantileText, waitText, waitTone } from './wall-words.ts';
import css from './wall.module.css';

type Tone = 'calm' | 'look' | 'gap';

/** The few figures that must be read from the door. */
export function WallFigures({ board }: { board: WallBoard }) {
  const { queue, waits, unitNames } = board;
  const longest = queue.oldestUnitId === null ? 'nobody waits' : (unitNames[queue.oldestUnitId] ?? queue.oldestUnitId);
  return (
    <dl className={css.figures}>
      <Figure label="Waiting" note={`${queue.providersWaiting} providers, ${queue.beingHelped} being helped`}>
        {queue.waiting}
      </Figure>
      <Figure label="Longest wait" note={longest} tone={waitTone(queue.oldestMinutes)}>
        {waitText(queue.oldestMinutes)}
      </Figure>
      <Figure
        label="Nobody called"
        note={queue.gaps === 0 ? 'everybody who waits has a call out' : 'no one free, or no one who knows'}
        tone={queue.gaps > 0 ? 'gap' : 'calm'}
      >
        {queue.gaps}
      </Figure>
      <Figure label="Half helped within" note={cohortText(waits.all)} wide>
        {quantileText(waits.all.p50Minutes, waits.all.asked)}
      </Figure>
      <Figure
        label="9 in 10 within"
        note={`providers ${quantileText(waits.provider.p90Minutes, waits.provider.asked)}, others ${quantileText(waits.other.p90Minutes, waits.other.asked)}`}
        tone={waitTone(waits.all.p90Minutes)}
      >
        {quantileText(waits.all.p90Minutes, waits.all.asked)}
      </Figure>
      <Figure label="To confirm" note="done, the asker’s word is awaited">
        {queue.toConfirm}
      </Figure>
    </dl>
  );
}

function Figure({
  label,
  note,
  tone = 'calm',
  wide,
  children,
}: {
  label: string;
  note: string;
  tone?: Tone;
  wide?: true;
  children: ReactNode;
}) {
  return (
    <div className={css.figure} data-tone={tone} data-wide={wide}>
      <dt>{label}</dt>
      <dd className={css.big}>{children}</dd>
      <dd className={css.small} title={note}>
        {note}
      </dd>
    </div>
  );
}
