import { Button, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { Section } from '#web/ui/Section.tsx';
import css from './author.module.css';
import type { FormProps } from './author-types.ts';
import { freshId } from './form-model.ts';
import { appendIn, removeIn, setIn } from './yaml-edit.ts';

/** What happens by itself, the run that does everything right, and the runs that get one thing wrong. */
export function RunsForm(props: FormProps) {
  return (
    <>
      <Events {...props} />
      <Gold {...props} />
      <Mutants {...props} />
    </>
  );
}

function Events({ text, fields, readOnly, onEdit, onShow }: FormProps) {
  const add = (): void => {
    const id = freshId(
      'event',
      fields.events.map((one) => one.id),
    );
    const changes = [{ message: { from: fields.learner, text: 'What is said' } }];
    onEdit(appendIn(text, ['events'], { id, text: 'What the learner is told', when: { minutes: 10 }, changes }));
  };
  return (
    <Section
      title="What happens by itself"
      note={String(fields.events.length)}
      actions={!readOnly && <AddButton label="Add an event" onClick={add} />}
    >
      <ul className={css.rows}>
        {fields.events.map((one, index) => (
          <li key={index} className={css.row}>
            <TextInput
              className={css.grow}
              label={`Told (${one.id})`}
              size="xs"
              value={one.text}
              readOnly={readOnly}
              onChange={(event) => onEdit(setIn(text, ['events', index, 'text'], event.currentTarget.value))}
            />
            <NumberInput
              label={one.find === '' ? 'Minutes after the start' : 'Minutes after what is found'}
              size="xs"
              w={170}
              min={0}
              value={one.minutes}
              readOnly={readOnly}
              onChange={(value) => typeof value === 'number' && onEdit(setIn(text, ['events', index, 'when', 'minutes'], value))}
            />
            <Tools
              what={`the event ${one.id}`}
              readOnly={readOnly}
              onShow={() => onShow(['events', index])}
              onRemove={() => onEdit(removeIn(text, ['events', index]))}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Gold({ text, fields, readOnly, onEdit, onShow }: FormProps) {
  const add = (): void => {
    const minute = (fields.gold.at(-1)?.minute ?? 0) + 1;
    const id = freshId(
      'step',
      fields.gold.map((one) => one.id),
    );
    onEdit(appendIn(text, ['gold'], { id, minute, trail: [{ kind: 'chart-opened', patient: '{{patient}}' }] }));
  };
  return (
    <Section
      title="Gold run"
      note="Does everything right. Easiest: try the exercise yourself and make your attempt the gold run, under “Rule test”."
      actions={!readOnly && <AddButton label="Add a step" onClick={add} />}
    >
      <ul className={css.rows}>
        {fields.gold.map((one, index) => (
          <li key={index} className={css.row}>
            <NumberInput
              label={`Minute of ${one.id}`}
              size="xs"
              w={130}
              min={0}
              value={one.minute}
              readOnly={readOnly}
              onChange={(value) => typeof value === 'number' && onEdit(setIn(text, ['gold', index, 'minute'], value))}
            />
            <span className={`${css.grow} ${css.quiet}`}>{one.summary}</span>
            <Tools
              what={`the step ${one.id}`}
              readOnly={readOnly}
              onShow={() => onShow(['gold', index])}
              onRemove={() => onEdit(removeIn(text, ['gold', index]))}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Mutants({ text, fields, readOnly, onEdit, onShow }: FormProps) {
  const tasks = fields.tasks.map(({ id }) => id).filter(Boolean);
  const steps = fields.gold.map(({ id }) => id).filter(Boolean);
  const add = (): void => {
    const breaks = tasks.find((id) => !fields.mutants.some((one) => one.breaks === id)) ?? tasks[0] ?? '';
    onEdit(appendIn(text, ['mutants'], { breaks, without: steps.slice(-1) }));
  };
  return (
    <Section
      title="Mutants"
      note="The gold run with one thing wrong: shows that a task can fail."
      actions={!readOnly && <AddButton label="Add a mutant" onClick={add} />}
    >
      <ul className={css.rows}>
        {fields.mutants.map((one, index) => {
          const set = (field: string, value: readonly string[]): void =>
            onEdit(value.length === 0 ? removeIn(text, ['mutants', index, field]) : setIn(text, ['mutants', index, field], value));
          return (
            <li key={index} className={css.row}>
              <Select
                className={css.grow}
                label={`${index + 1} must fail`}
                size="xs"
                data={tasks}
                value={tasks.includes(one.breaks) ? one.breaks : null}
                readOnly={readOnly}
                allowDeselect={false}
                onChange={(value) => value && onEdit(setIn(text, ['mutants', index, 'breaks'], value))}
              />
              <MultiSelect
                className={css.grow}
                label="Leaves out"
                size="xs"
                data={steps}
                value={one.without.filter((id) => steps.includes(id))}
                readOnly={readOnly}
                onChange={(value) => set('without', value)}
              />
              <MultiSelect
                className={css.grow}
                label="Fails with it"
                size="xs"
                data={tasks}
                value={one.also.filter((id) => tasks.includes(id))}
                readOnly={readOnly}
                onChange={(value) => set('also', value)}
              />
              <Tools
                what={`mutant ${index + 1}`}
                note={one.stepCount > 0 ? `${one.stepCount} steps of its own` : undefined}
                readOnly={readOnly}
                onShow={() => onShow(['mutants', index])}
                onRemove={() => onEdit(removeIn(text, ['mutants', index]))}
              />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

const AddButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Button size="xs" variant="default" onClick={onClick}>
    {label}
  </Button>
);

function Tools({
  what,
  note,
  readOnly,
  onShow,
  onRemove,
}: {
  what: string;
  note?: string | undefined;
  readOnly: boolean;
  onShow: () => void;
  onRemove: () => void;
}) {
  return (
    <>
      {note && <span className={css.quiet}>{note}</span>}
      <Button size="xs" variant="subtle" aria-label={`Show ${what} in the file`} onClick={onShow}>
        In the file
      </Button>
      {!readOnly && (
        <Button size="xs" variant="subtle" color="red" aria-label={`Remove ${what}`} onClick={onRemove}>
          Remove
        </Button>
      )}
    </>
  );
}
