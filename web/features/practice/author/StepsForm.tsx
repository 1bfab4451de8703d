import { Button, NumberInput } from '@mantine/core';
import css from './author.module.css';
import type { FormProps, Path } from './author-types.ts';
import { ChangesForm } from './ChangesForm.tsx';
import { freshId, type StepFields } from './form-model.ts';
import { RowTools } from './RowTools.tsx';
import { TrailForm } from './TrailForm.tsx';
import { appendIn, moveIn, removeIn, setIn } from './yaml-edit.ts';

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
  const { text, readOnly, onEdit, onShow } = props;
  const add = (): void => {
    const minute = (steps.at(-1)?.minute ?? 0) + 1;
    const id = freshId('step', [...taken, ...steps.map((one) => one.id)]);
    onEdit(appendIn(text, path, { id, minute, trail: [{ kind: 'chart-opened', patient: '{{patient}}' }] }));
  };
  return (
    <div>
      <ol className={css.rows} data-rows>
        {steps.map((one, index) => {
          const what = `the step ${one.id}${of}`;
          return (
            <li key={index} className={css.step} data-row={index}>
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
                  <TrailForm {...props} path={[...path, index, 'trail']} notes={one.trail} of={what} />
                  <ChangesForm {...props} path={[...path, index, 'write']} changes={one.write} of={what} />
                </div>
              </details>
              <RowTools
                what={what}
                index={index}
                count={steps.length}
                readOnly={readOnly}
                onMove={(to) => onEdit(moveIn(text, path, index, to))}
                onRemove={() => onEdit(removeIn(text, [...path, index]))}
                onShow={() => onShow([...path, index])}
              />
            </li>
          );
        })}
      </ol>
      {!readOnly && (
        <Button size="xs" variant="default" data-add onClick={add}>
          {addLabel}
        </Button>
      )}
    </div>
  );
}
