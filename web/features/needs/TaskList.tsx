import { Button } from '@mantine/core';
import { useState } from 'react';
import type { NeedsPage, TaskView } from '#training/contract.ts';
import { useCan } from '#web/app/session.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { Section } from '#web/ui/Section.tsx';
import { TaskDrawer } from './TaskDrawer.tsx';

const cut = (text: string) => (
  <span className="truncate" title={text}>
    {text}
  </span>
);

/** What the role does, the most urgent to train first, each with why. */
export function TaskList({ page }: { page: NeedsPage }) {
  const mayChange = useCan('training.change');
  const [open, setOpen] = useState<{ task: TaskView | null } | null>(null);
  return (
    <Section
      title="Tasks"
      note="Priority from harm, change, frequency, what hurts and what people say"
      flush
      actions={
        mayChange && (
          <Button size="xs" variant="default" onClick={() => setOpen({ task: null })}>
            Add a task
          </Button>
        )
      }
    >
      <DataTable
        label="Tasks"
        columns={columns}
        rows={page.tasks}
        rowKey={(task) => task.taskId}
        {...(mayChange ? { onOpen: (task: TaskView) => setOpen({ task }) } : {})}
        empty={<EmptyState title="No task yet">Write down what this role does in a week; ask its people in the survey.</EmptyState>}
      />
      {open && <TaskDrawer jobRole={page.jobRole} task={open.task} onClose={() => setOpen(null)} />}
    </Section>
  );
}

const columns: Column<TaskView>[] = [
  { key: 'name', header: 'Task', width: 'minmax(180px, 1.4fr)', sortBy: (task) => task.name, cell: (task) => cut(task.name) },
  {
    key: 'score',
    header: 'Priority',
    width: '120px',
    align: 'right',
    sortBy: (task) => task.score,
    cell: (task) => `${task.score} ${task.band}`,
  },
  {
    key: 'times',
    header: 'Times a week',
    width: '120px',
    align: 'right',
    hiddenBelow: 640,
    sortBy: (task) => task.timesAWeek,
    cell: (task) => task.survey?.timesAWeek ?? task.timesAWeek,
  },
  { key: 'harm', header: 'Harm', width: '80px', align: 'right', hiddenBelow: 960, sortBy: (task) => task.harm, cell: (task) => task.harm },
  {
    key: 'change',
    header: 'Change',
    width: '80px',
    align: 'right',
    hiddenBelow: 960,
    sortBy: (task) => task.change,
    cell: (task) => task.change,
  },
  {
    key: 'pains',
    header: 'Hurts',
    width: '80px',
    align: 'right',
    hiddenBelow: 960,
    sortBy: (task) => task.pains.length,
    cell: (task) => task.pains.length || '',
  },
  {
    key: 'answers',
    header: 'Answers',
    width: '90px',
    align: 'right',
    hiddenBelow: 960,
    sortBy: (task) => task.answers,
    cell: (task) => task.answers || '',
  },
  { key: 'why', header: 'Why', width: 'minmax(200px, 2fr)', hiddenBelow: 640, cell: (task) => cut(task.why) },
];
