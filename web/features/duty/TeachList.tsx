import { useQuery } from '@tanstack/react-query';
import { listOwnTeaching } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { resultWords, topicText } from './duty-words.ts';
import css from './duty.module.css';
import { dutyKeys } from './query-keys.ts';

const shownMax = 8;
const tones = { alone: 'good', 'with-help': 'accent', again: 'look' } as const;

/** Whom I taught what: the latest. */
export function TeachList() {
  const own = useQuery({ queryKey: dutyKeys.teaching, queryFn: () => call(listOwnTeaching, {}) });
  const list = own.data?.teaching ?? [];
  return (
    <>
      <ProblemAlert error={own.error} title="The teach-log could not be loaded" onRetry={() => void own.refetch()} />
      {own.data && list.length === 0 && <p className={css.empty}>Nothing yet. Log it while you walk: who, what, how it went.</p>}
      <ul className={css.list}>
        {list.slice(0, shownMax).map((one) => (
          <li key={one.teachingId}>
            <div className={css.grow}>
              <strong>{one.personName}</strong>
              <div className={css.quiet}>
                {topicText(one.topic)}, <TimeText at={one.at} />
              </div>
            </div>
            <StatusDot tone={tones[one.result]}>{resultWords[one.result].label}</StatusDot>
          </li>
        ))}
      </ul>
    </>
  );
}
