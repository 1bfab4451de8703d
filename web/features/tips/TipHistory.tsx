import { Drawer, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { tipHistory } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, timeText } from '#web/ui/time-text.ts';
import { tipKey } from './query-keys.ts';
import css from './tips.module.css';

const marks = { added: '+', removed: '−', same: ' ' } as const;

/** Every version with what it changed, line by line. */
export function TipHistory({ tipId, onClose }: { tipId: string; onClose: () => void }) {
  const { data, error } = useQuery({ queryKey: [...tipKey(tipId), 'history'], queryFn: () => call(tipHistory, { params: { tipId } }) });
  return (
    <Drawer opened onClose={onClose} title="History" size={560} closeButtonProps={{ 'aria-label': 'Close' }}>
      <ProblemAlert error={error} title="The history could not be read" />
      {!data && !error && <Loader size="sm" />}
      {data?.versions.map((one) => (
        <section key={one.version} className={css.version}>
          <h3 className={css.versionTitle}>
            <Link to="/tips/$tipId" params={{ tipId }} search={{ version: one.version } as never} onClick={onClose}>
              Version {one.version}
            </Link>{' '}
            <span className={css.quiet}>
              {dateText(one.at)} {timeText(one.at)}, {one.byName}
            </span>
          </h3>
          {one.note && <p className={css.versionNote}>{one.note}</p>}
          {one.version > 1 && (
            <ol className={css.changes}>
              {one.changes
                .filter(({ kind }) => kind !== 'same')
                .map((line, i) => (
                  <li key={i} data-kind={line.kind}>
                    <span aria-label={line.kind}>{marks[line.kind]}</span> {line.text || ' '}
                  </li>
                ))}
            </ol>
          )}
        </section>
      ))}
    </Drawer>
  );
}
