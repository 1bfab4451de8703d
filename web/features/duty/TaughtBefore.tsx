import { useQuery } from '@tanstack/react-query';
import { listTeachingOf } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { dateText } from '#web/ui/time-text.ts';
import { resultWords, topicText } from './duty-words.ts';
import css from './duty.module.css';
import { dutyKeys } from './query-keys.ts';

const shownMax = 3;

/** What somebody was taught until now, whoever did it: to go on from there instead of beginning anew. */
export function TaughtBefore({ personId }: { personId: string }) {
  const { data } = useQuery({
    queryKey: [...dutyKeys.all, 'taught', personId],
    queryFn: () => call(listTeachingOf, { params: { personId } }),
  });
  const list = data?.teaching ?? [];
  if (list.length === 0) return null;
  return (
    <ul className={css.before} aria-label="Taught before">
      {list.slice(0, shownMax).map((one) => (
        <li key={one.teachingId}>
          {topicText(one.topic)}: {resultWords[one.result].label.toLowerCase()}
          <span>
            {dateText(one.at)}, {one.byName}
          </span>
        </li>
      ))}
    </ul>
  );
}
