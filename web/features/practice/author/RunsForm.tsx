import { Button, MultiSelect, Select } from '@mantine/core';
import { Section } from '#web/ui/Section.tsx';
import css from './author.module.css';
import type { FormProps } from './author-types.ts';
import { EventsForm } from './EventsForm.tsx';
import { RowList } from './RowList.tsx';
import { StepsForm } from './StepsForm.tsx';
import { appendIn, removeIn, setIn } from './yaml-edit.ts';

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
  const { text, onEdit } = props;
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
      <RowList
        {...props}
        path={['mutants']}
        rows={fields.mutants}
        what={(_, index) => `mutant ${index + 1}`}
        rowClass={css.row}
        adder={
          <Button size="xs" variant="default" data-add onClick={add}>
            Add a mutant
          </Button>
        }
        below={(one, index) => (
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
        )}
      >
        {(one, index) => <MutantFields {...props} mutant={one} index={index} tasks={tasks} steps={steps} />}
      </RowList>
    </Section>
  );
}

interface MutantProps extends Pick<FormProps, 'text' | 'readOnly' | 'onEdit'> {
  mutant: FormProps['fields']['mutants'][number];
  index: number;
  tasks: readonly string[];
  /** Ids of the gold run's. */
  steps: readonly string[];
}

function MutantFields({ text, mutant, index, tasks, steps, readOnly, onEdit }: MutantProps) {
  const at = ['mutants', index] as const;
  const set = (field: string, value: readonly string[]): void =>
    onEdit(value.length === 0 ? removeIn(text, [...at, field]) : setIn(text, [...at, field], value));
  return (
    <>
      <Select
        className={css.grow}
        label={`${index + 1} must fail`}
        size="xs"
        data={tasks}
        value={tasks.includes(mutant.breaks) ? mutant.breaks : null}
        readOnly={readOnly}
        allowDeselect={false}
        onChange={(value) => value && onEdit(setIn(text, [...at, 'breaks'], value))}
      />
      <MultiSelect
        className={css.grow}
        label="Leaves out"
        size="xs"
        data={steps}
        value={mutant.without.filter((id) => steps.includes(id))}
        readOnly={readOnly}
        onChange={(value) => set('without', value)}
      />
      <MultiSelect
        className={css.grow}
        label="Fails with it"
        size="xs"
        data={tasks}
        value={mutant.also.filter((id) => tasks.includes(id))}
        readOnly={readOnly}
        onChange={(value) => set('also', value)}
      />
    </>
  );
}
