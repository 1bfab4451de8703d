import { Button, NumberInput } from '@mantine/core';
import css from './author.module.css';
import type { FormProps, Path } from './author-types.ts';
import { ChangesForm } from './ChangesForm.tsx';
import { freshId, type StepFields } from './form-model.ts';
import { RowList } from './RowList.tsx';
import { TrailForm } from './TrailForm.tsx';
import { appendIn, setIn } from './yaml-edit.ts';

interface Props extends Omit<FormProps, 'fields'> {
  path: Path;
  steps: readonly StepFields[];
  /** Ids that are taken elsewhere. */
  taken: readonly string[];
  addLabel: string;
  /** Whose they are, for whoever hears it; empty for the gold run. */
  of: string;
}

/** The steps of a run: when, what is noted in the trail, and what is written. Each is folded until it is wanted. */
export function StepsForm({ path, steps, taken, addLabel, of, ...props }: Props) {
  const { text, readOnly, onEdit } = props;
  const nameOf = ({ id }: StepFields): string => `the step ${id}${of}`;
  const add = (): void => {
    const minute = (steps.at(-1)?.minute ?? 0) + 1;
    const id = freshId('step', [...taken, ...steps.map((one) => one.id)]);
    onEdit(appendIn(text, path, { id, minute, trail: [{ kind: 'chart-opened', patient: '{{patient}}' }] }));
  };
  return (
    <RowList
      {...props}
      path={path}
      rows={steps}
      what={nameOf}
      rowClass={css.step}
      adder={
        <Button size="xs" variant="default" data-add onClick={add}>
          {addLabel}
        </Button>
      }
    >
      {(one, index) => (
        <details>
          <summary>
            <span className={css.minute}>{one.minute} min</span> {one.id} <span className={css.quiet}>{one.summary}</span>
          </summary>
          <div className={css.form}>
            <NumberInput
              label={`Minute of ${one.id}`}
              size="xs"
              w={130}
              min={0}
              value={one.minute}
              readOnly={readOnly}
              onChange={(value) => typeof value === 'number' && onEdit(setIn(text, [...path, index, 'minute'], value))}
            />
            <TrailForm {...props} path={[...path, index, 'trail']} notes={one.trail} of={nameOf(one)} />
            <ChangesForm {...props} path={[...path, index, 'write']} changes={one.write} of={nameOf(one)} />
          </div>
        </details>
      )}
    </RowList>
  );
}
