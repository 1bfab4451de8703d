import { Button, Skeleton } from '@mantine/core';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { codesOf, idOf, textOf } from '../fhir/codes.ts';
import type { Task } from '../fhir/resources.ts';
import { useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace, type Place } from '../shell/place.ts';
import { isPressing, taskRank, useWorkItems } from './use-work-items.ts';

/** Where work of each kind is done: a work space of the role, or a part of the patient's chart. */
const lists: Readonly<Record<string, string>> = {
  'review-charges': 'charges',
  'fix-claim': 'claims',
  'work-denial': 'claims',
  'post-payment': 'claims',
  'call-back': 'schedule',
  'assign-bed': 'unit-board',
};
const charts: Readonly<Record<string, string>> = {
  'refill-request': 'rooming',
  'point-of-care-test': 'rooming',
  'give-vaccine': 'immunizations',
  'arrange-transport': 'transport',
  'plan-discharge': 'care-plan',
  'ask-payer': 'payer-requests',
};

const placeOf = (task: Task): Partial<Place> => {
  const kind = codesOf(task.code)[0] ?? '';
  const list = lists[kind];
  return list ? { screen: list } : { patient: idOf(task.for), screen: charts[kind] ?? 'chart' };
};
const titleOf = (task: Task): string => task.description ?? textOf(task.code);

/** All that waits for the learner, urgent first. Enter goes to where it is done. */
export function WorkItemsScreen() {
  const { note, now, nowIso, zone, closed } = useAttempt();
  const { go } = usePlace();
  const { tasks, isPending, error } = useWorkItems();
  const save = useSave<Task>();
  const columns: Column<Task>[] = [
    {
      key: 'priority',
      header: 'Priority',
      width: '88px',
      cell: (task) => (
        <span className={isPressing(task) ? css.flag : css.quiet} data-flag={isPressing(task) ? 'HH' : undefined} style={{ margin: 0 }}>
          {task.priority ?? 'routine'}
        </span>
      ),
      sortBy: taskRank,
      hiddenBelow: 640,
    },
    {
      key: 'what',
      header: 'What',
      width: 'minmax(180px, 2.4fr)',
      cell: (task) => (
        <span className={css.over}>
          <strong className="truncate" title={titleOf(task)}>
            {titleOf(task)}
          </strong>
          <span className={css.under}>{task.for?.display}</span>
        </span>
      ),
      sortBy: titleOf,
    },
    {
      key: 'patient',
      header: 'Patient',
      width: 'minmax(120px, 1.2fr)',
      cell: (task) => <span className="truncate">{task.for?.display ?? '–'}</span>,
      sortBy: (task) => task.for?.display ?? '',
      hiddenBelow: 640,
    },
    {
      key: 'asked',
      header: 'Asked',
      width: 'minmax(110px, 1fr)',
      cell: (task) => (
        <span className="truncate">{[nearText(task.authoredOn, now(), zone), task.requester?.display].filter(Boolean).join(', ')}</span>
      ),
      sortBy: (task) => task.authoredOn ?? '',
      hiddenBelow: 640,
    },
    {
      key: 'until',
      header: 'Until',
      width: '110px',
      cell: (task) => (task.restriction?.period?.end ? nearText(task.restriction.period.end, now(), zone) : ''),
      sortBy: (task) => task.restriction?.period?.end ?? '9',
      hiddenBelow: 960,
    },
    {
      key: 'done',
      header: 'Close',
      width: '84px',
      align: 'right',
      cell: (task) =>
        !closed && (
          <Button
            size="compact-xs"
            variant="default"
            disabled={save.isPending}
            onClick={() => save.mutate({ ...task, status: 'completed', lastModified: nowIso() })}
          >
            Done<span className="screen-reader">: {titleOf(task)}</span>
          </Button>
        ),
    },
  ];
  return (
    <>
      <h1 className="screen-reader">My work</h1>
      <Toolbar end={plural(tasks.length, 'item')}>{null}</Toolbar>
      <ProblemAlert error={error ?? save.error} title={error ? 'The work list could not be read' : 'It was not closed'} />
      {isPending ? (
        <Skeleton height={220} aria-busy="true" />
      ) : (
        <DataTable
          label="Waits for you"
          columns={columns}
          rows={tasks}
          rowKey={(task) => task.id ?? ''}
          onOpen={(task) => {
            note({ kind: 'viewed', target: `Task/${task.id}`, patient: task.for?.reference ?? '' });
            go(placeOf(task));
          }}
          empty={<EmptyState title="Nothing waits for you">New work appears here by itself.</EmptyState>}
        />
      )}
    </>
  );
}
