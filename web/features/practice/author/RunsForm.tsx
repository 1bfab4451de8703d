import { Button, MultiSelect, Select } from '@mantine/core';
import { Section } from '#web/ui/Section.tsx';
import css from './author.module.css';
import type { FormProps } from './author-types.ts';
import { EventsForm } from './EventsForm.tsx';
import { RowTools } from './RowTools.tsx';
import { StepsForm } from './StepsForm.tsx';
import { appendIn, moveIn, removeIn, setIn } from './yaml-edit.ts';

/** What happens by itself, the run that does everything right, and the runs that get one thing wrong. */
export function RunsForm(props: FormProps) {
  const { fields, ...rest } = props;
  return (
    <>
      <EventsForm {...props} />
      <Section
        title="Gold run"
        note="Does everything right. Easiest: try the exercise yourself and make your attempt the gold run, under “Rule test”."
      >
        <StepsForm {...rest} path={['gold']} steps={fields.gold} taken={[]} addLabel="Add a step" of="" />
      </Section>
      <Mutants {...props} />
    </>
  );
}

function Mutants({ fields, ...props }: FormProps) {
  const { text, readOnly, onEdit, onShow } = props;
  const tasks = fields.tasks.map(({ id }) => id).filter(Boolean);
  const steps = fields.gold.map(({ id }) => id).filter(Boolean);
  const add = (): void => {
    const breaks = tasks.find((id) => !fields.mutants.some((one) => one.breaks === id)) ?? tasks[0] ?? '';
    onEdit(appendIn(text, ['mutants'], { breaks, without: steps.slice(-1) }));
  };
  return (
    <Section
      title="Mutants"
      note="The gold run with one thing wrong: shows that a task can fail. Steps of its own come instead of those that it leaves out."
    >
      <ul className={css.rows} data-rows>
        {fields.mutants.map((one, index) => {
          const set = (field: string, value: readonly string[]): void =>
            onEdit(value.length === 0 ? removeIn(text, ['mutants', index, field]) : setIn(text, ['mutants', index, field], value));
          return (
            <li key={index} className={css.row} data-row={index}>
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
              <RowTools
                what={`mutant ${index + 1}`}
                index={index}
                count={fields.mutants.length}
                readOnly={readOnly}
                onMove={(to) => onEdit(moveIn(text, ['mutants'], index, to))}
                onRemove={() => onEdit(removeIn(text, ['mutants', index]))}
                onShow={() => onShow(['mutants', index])}
              />
              <div className={css.whole}>
                <StepsForm
                  {...props}
                  path={['mutants', index, 'steps']}
                  steps={one.steps}
                  taken={steps}
                  addLabel={`Add a step to mutant ${index + 1}`}
                  of={` of mutant ${index + 1}`}
                />
              </div>
            </li>
          );
        })}
      </ul>
      {!readOnly && (
        <Button size="xs" variant="default" data-add onClick={add}>
          Add a mutant
        </Button>
      )}
    </Section>
  );
}
