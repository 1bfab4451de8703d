import { Accordion, Button } from '@mantine/core';
import { Section } from '#web/ui/Section.tsx';
import css from './author.module.css';
import type { FormProps } from './author-types.ts';
import { freshId } from './form-model.ts';
import { TaskForm } from './TaskForm.tsx';
import { appendIn, moveIn, removeIn } from './yaml-edit.ts';

/** The tasks in their order, each folded until it is wanted. */
export function TasksForm({ text, fields, readOnly, hospital, onEdit, onShow }: FormProps) {
  const ids = fields.tasks.map(({ id }) => id);
  const add = (): void =>
    onEdit(
      appendIn(text, ['tasks'], {
        id: freshId('task', ids),
        text: 'What the learner is to do',
        phase: fields.tasks.at(-1)?.phase ?? 'Work',
        find: "%trail.where(kind = 'chart-opened')",
        hint: 'What helps without giving it away',
        why: 'What was missing, in plain words',
        where: 'The screen to look at',
      }),
    );
  return (
    <Section
      title="Tasks"
      note={String(fields.tasks.length)}
      actions={
        !readOnly && (
          <Button size="xs" variant="default" onClick={add}>
            Add a task
          </Button>
        )
      }
    >
      <Accordion chevronPosition="left" variant="default">
        {fields.tasks.map((task, index) => (
          <Accordion.Item key={index} value={String(index)}>
            <Accordion.Control>
              {task.text || task.id || 'A task without words'}{' '}
              <span className={css.quiet}>{task.never === null ? task.phase : `${task.phase}, must not`}</span>
            </Accordion.Control>
            <Accordion.Panel>
              <TaskForm
                text={text}
                task={task}
                index={index}
                fields={fields}
                readOnly={readOnly}
                hospital={hospital}
                onEdit={onEdit}
                onShow={onShow}
              />
              {!readOnly && (
                <div className={css.offer}>
                  <Button
                    size="xs"
                    variant="default"
                    disabled={index === 0}
                    onClick={() => onEdit(moveIn(text, ['tasks'], index, index - 1))}
                  >
                    Up
                  </Button>
                  <Button
                    size="xs"
                    variant="default"
                    disabled={index === ids.length - 1}
                    onClick={() => onEdit(moveIn(text, ['tasks'], index, index + 1))}
                  >
                    Down
                  </Button>
                  <Button size="xs" variant="default" color="red" onClick={() => onEdit(removeIn(text, ['tasks', index]))}>
                    Remove this task
                  </Button>
                </div>
              )}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Section>
  );
}
