import { Button, Skeleton } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural } from '#web/ui/time-text.ts';
import { hasCode, idOf, pathOf, textOf } from '../fhir/codes.ts';
import type { Resource } from '../fhir/elements.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Communication, Patient, Task } from '../fhir/resources.ts';
import { useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { oneTabStop } from '../shell/one-tab-stop.ts';
import { usePlace } from '../shell/place.ts';
import { arrowWalk } from '../shell/use-arrow-walk.ts';
import css from './chart.module.css';
import { nearText } from './chart-time.ts';
import { InBasketItem } from './InBasketItem.tsx';

/** These have work lists of their own. */
const elsewhere = ['verify-order', 'acknowledge-order'];

/** Results to acknowledge, notes to co-sign, refills, messages: what waits for me, critical first. */
export function InBasketScreen() {
  const { learner, now, zone, note } = useAttempt();
  const place = usePlace();
  const tasks = useSearch<Task>(
    'Task',
    learner.reference
      ? { owner: learner.reference, status: 'requested,received,accepted,in-progress', _count: 200, _include: ['Task:patient'] }
      : null,
  );
  const messages = useSearch<Communication>('Communication', learner.reference ? { recipient: learner.reference, _count: 100 } : null);
  const everything = tasks.list as readonly Resource[];
  const rows = useMemo(() => {
    const mine = everything.filter((one): one is Task => one.resourceType === 'Task' && !hasCode((one as Task).code, ...elsewhere));
    return mine.toSorted(
      (a, b) => Number(b.priority === 'stat') - Number(a.priority === 'stat') || (b.authoredOn ?? '').localeCompare(a.authoredOn ?? ''),
    );
  }, [everything]);
  const patientOf = (id: string): Patient | undefined =>
    everything.find((one): one is Patient => one.resourceType === 'Patient' && one.id === id);
  const chosen = rows.find((one) => one.id === place.item) ?? messages.list.find((one) => one.id === place.item) ?? null;
  const target = chosen?.resourceType === 'Task' ? pathOf(chosen.focus) : chosen ? `Communication/${chosen.id}` : '';
  useEffect(() => {
    if (target !== '') note({ kind: 'viewed', target });
  }, [target, note]);
  const open = (id: string | undefined): void => place.go({ screen: 'in-basket', item: id ?? '' });
  const failure = tasks.error ?? messages.error;
  return (
    <>
      <h1 className="screen-reader">In-basket</h1>
      <ProblemAlert error={failure} title="The in-basket could not be read" />
      {(tasks.isPending || messages.isPending) && learner.reference && <Skeleton height={200} aria-busy="true" />}
      {tasks.data && messages.data && rows.length === 0 && messages.list.length === 0 && (
        <EmptyState title="Nothing waits for you">Results of your orders come here as they are ready.</EmptyState>
      )}
      {tasks.data && messages.data && rows.length + messages.list.length > 0 && (
        <div className={css.two}>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrow keys move between the buttons inside */}
          <nav
            className={css.pane}
            style={{ padding: 0 }}
            aria-label={plural(rows.length + messages.list.length, 'item')}
            ref={oneTabStop}
            onKeyDown={arrowWalk}
          >
            <ul className={css.list}>
              {rows.map((task) => (
                <li key={task.id} className={task.id === place.item ? css.chosen : undefined}>
                  <span className={css.main}>
                    <button
                      type="button"
                      data-walk
                      data-start={chosen === null || task.id === place.item || undefined}
                      className={css.link}
                      aria-current={task.id === place.item || undefined}
                      onClick={() => open(task.id)}
                    >
                      {task.description ?? textOf(task.code)}
                    </button>
                    <div className={css.quiet}>
                      {task.priority === 'stat' && (
                        <span className={css.flag} data-flag="HH">
                          critical
                        </span>
                      )}{' '}
                      {nameText(patientOf(idOf(task.for))?.name)}
                    </div>
                  </span>
                  <span className={css.when}>{nearText(task.authoredOn, now(), zone)}</span>
                </li>
              ))}
              {messages.list.map((message) => (
                <li key={message.id} className={message.id === place.item ? css.chosen : undefined}>
                  <span className={css.main}>
                    <button
                      type="button"
                      data-walk
                      data-start={chosen === null || message.id === place.item || undefined}
                      className={css.link}
                      aria-current={message.id === place.item || undefined}
                      onClick={() => open(message.id)}
                    >
                      {textOf(message.category?.[0]) || 'Message'}
                    </button>
                    <div className={css.quiet}>{message.sender?.display}</div>
                  </span>
                  <span className={css.when}>{nearText(message.sent, now(), zone)}</span>
                </li>
              ))}
            </ul>
          </nav>
          <div className={css.pane}>
            {chosen === null ? (
              <EmptyState title="Choose what to look at" />
            ) : chosen.resourceType === 'Task' ? (
              <InBasketItem key={chosen.id} task={chosen} patient={patientOf(idOf(chosen.for))} />
            ) : (
              <Message message={chosen} />
            )}
          </div>
        </div>
      )}
    </>
  );
}

function Message({ message }: { message: Communication }) {
  const place = usePlace();
  const whom = idOf(message.subject);
  return (
    <article>
      <h2 style={{ margin: '0 0 8px', fontSize: '1rem' }}>{textOf(message.category?.[0]) || 'Message'}</h2>
      <p className={css.quiet}>
        {message.sender?.display}{' '}
        {message.about
          ?.map((one) => one.display)
          .filter(Boolean)
          .join(', ')}
      </p>
      {message.payload?.map((one) => (
        <p key={one.contentString} className={css.note}>
          {one.contentString}
        </p>
      ))}
      {whom !== '' && (
        <Button
          variant="default"
          onClick={() => place.go({ patient: whom, screen: hasCode(message.category, 'clarify-order') ? 'orders' : 'chart' })}
        >
          Open the chart of {message.subject?.display ?? 'the patient'}
        </Button>
      )}
    </article>
  );
}
