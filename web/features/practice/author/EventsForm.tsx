import { Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { Section } from '#web/ui/Section.tsx';
import css from './author.module.css';
import type { FormProps } from './author-types.ts';
import { ChangesForm } from './ChangesForm.tsx';
import { freshId, type EventFields } from './form-model.ts';
import { RowList } from './RowList.tsx';
import { appendIn, removeIn, setIn } from './yaml-edit.ts';

/** What happens by itself: when, what the learner is told, and what changes. */
export function EventsForm({ fields, ...props }: FormProps) {
  const { text, onEdit } = props;
  const ids = fields.events.map((one) => one.id);
  const add = (): void => {
    const changes = [{ message: { to: '{{learner}}', category: 'patient-says', text: 'What is said' } }];
    onEdit(appendIn(text, ['events'], { id: freshId('event', ids), text: 'What the learner is told', when: { minutes: 10 }, changes }));
  };
  return (
    <Section title="What happens by itself" note={String(fields.events.length)}>
      <RowList
        {...props}
        path={['events']}
        rows={fields.events}
        what={({ id }) => `the event ${id}`}
        rowClass={css.step}
        adder={
          <Button size="xs" variant="default" data-add onClick={add}>
            Add an event
          </Button>
        }
      >
        {(one, index) => (
          <details>
            <summary>
              <span className={css.minute}>{one.minutes} min</span> {one.text || one.id}{' '}
              <span className={css.quiet}>{one.find === null ? 'after the start' : 'after something is found'}</span>
            </summary>
            <OneEvent {...props} event={one} index={index} />
          </details>
        )}
      </RowList>
    </Section>
  );
}

function OneEvent({ event, index, ...props }: Omit<FormProps, 'fields'> & { event: EventFields; index: number }) {
  const { text, readOnly, onEdit } = props;
  const at = ['events', index] as const;
  return (
    <div className={css.form}>
      <TextInput
        label={`Told (${event.id})`}
        size="xs"
        value={event.text}
        readOnly={readOnly}
        onChange={({ currentTarget: { value } }) => onEdit(setIn(text, [...at, 'text'], value))}
      />
      <div className={css.pair}>
        <NumberInput
          label="Minutes"
          size="xs"
          min={0}
          value={event.minutes}
          readOnly={readOnly}
          onChange={(value) => typeof value === 'number' && onEdit(setIn(text, [...at, 'when', 'minutes'], value))}
        />
        <Select
          label="counted from"
          size="xs"
          data={[
            { value: 'start', label: 'the start' },
            { value: 'find', label: 'when something is found' },
          ]}
          value={event.find === null ? 'start' : 'find'}
          readOnly={readOnly}
          allowDeselect={false}
          onChange={(value) =>
            onEdit(
              value === 'start'
                ? removeIn(text, [...at, 'when', 'find'])
                : setIn(text, [...at, 'when', 'find'], event.find ?? "%trail.where(kind = 'chart-opened')"),
            )
          }
        />
      </div>
      {event.find !== null && (
        <Textarea
          label="What is found"
          size="xs"
          autosize
          minRows={1}
          spellCheck={false}
          classNames={{ input: css.code ?? '' }}
          value={event.find}
          readOnly={readOnly}
          onChange={({ currentTarget: { value } }) => onEdit(setIn(text, [...at, 'when', 'find'], value.replaceAll(/\s*\n\s*/g, ' ')))}
        />
      )}
      <ChangesForm {...props} path={[...at, 'changes']} changes={event.changes} of={`the event ${event.id}`} />
    </div>
  );
}
