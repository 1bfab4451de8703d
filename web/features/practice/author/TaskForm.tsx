import { Menu, MultiSelect, NumberInput, Select, Switch, Textarea, TextInput, Button } from '@mantine/core';
import css from './author.module.css';
import type { FormProps } from './author-types.ts';
import type { TaskFields } from './form-model.ts';
import { recipes } from './rule-recipes.ts';
import { removeIn, setIn } from './yaml-edit.ts';

interface Props extends FormProps {
  task: TaskFields;
  index: number;
}

/** One task: what it asks, the rule that sees it, what counts and when, and what is said when it failed. */
export function TaskForm({ text, task, index, fields, readOnly, onEdit, onShow }: Props) {
  const set = (field: string, value: unknown): void => onEdit(setIn(text, ['tasks', index, field], value));
  const setOrRemove = (field: string, value: unknown, empty: boolean): void =>
    empty ? onEdit(removeIn(text, ['tasks', index, field])) : set(field, value);
  const others = fields.tasks.map(({ id }) => id).filter((id) => id !== '' && id !== task.id);
  const isNever = task.never !== null;
  return (
    <div className={css.form}>
      <Textarea
        label="What it asks"
        autosize
        minRows={1}
        value={task.text}
        readOnly={readOnly}
        onChange={(event) => set('text', oneLine(event.currentTarget.value))}
      />
      <div className={css.pair}>
        <TextInput label="Phase" value={task.phase} readOnly={readOnly} onChange={(event) => set('phase', event.currentTarget.value)} />
        <NumberInput
          label="Weight"
          min={0.1}
          step={0.5}
          value={task.weight}
          readOnly={readOnly}
          onChange={(value) => typeof value === 'number' && value > 0 && set('weight', value)}
        />
        {!isNever && task.parts.length === 0 && (
          <NumberInput
            label="Different findings needed"
            min={1}
            value={task.atLeast}
            readOnly={readOnly}
            onChange={(value) => typeof value === 'number' && setOrRemove('atLeast', value, value <= 1)}
          />
        )}
      </div>
      <Switch
        label={isNever ? 'Fails the whole exercise (unsafe)' : 'Not passed without it'}
        checked={task.critical}
        disabled={readOnly}
        onChange={(event) => setOrRemove('critical', true, !event.currentTarget.checked)}
      />
      <Rule text={text} task={task} index={index} readOnly={readOnly} onEdit={onEdit} onShow={onShow} />
      <div className={css.pair}>
        <MultiSelect
          label={isNever ? 'No fault any more after' : 'Counts only after'}
          data={others}
          value={[...(isNever ? task.until : task.after)].filter((id) => others.includes(id))}
          readOnly={readOnly}
          onChange={(value) => setOrRemove(isNever ? 'until' : 'after', value, value.length === 0)}
        />
        {!isNever && (
          <NumberInput
            label="Within minutes"
            min={1}
            value={task.withinMin ?? ''}
            readOnly={readOnly}
            onChange={(value) => setOrRemove('withinMin', value, typeof value !== 'number')}
          />
        )}
        {!isNever && task.withinMin !== null && (
          <Select
            label="counted from"
            data={['start', ...others, ...fields.events.map(({ id }) => id)]}
            value={task.since}
            readOnly={readOnly}
            allowDeselect={false}
            onChange={(value) => setOrRemove('since', value, value === null || value === 'start')}
          />
        )}
      </div>
      <Textarea
        label="Hint"
        autosize
        minRows={1}
        value={task.hint}
        readOnly={readOnly}
        onChange={(event) => set('hint', oneLine(event.currentTarget.value))}
      />
      <Textarea
        label="Why it failed"
        autosize
        minRows={1}
        value={task.why}
        readOnly={readOnly}
        onChange={(event) => set('why', oneLine(event.currentTarget.value))}
      />
      <TextInput
        label="Where to look"
        value={task.where}
        readOnly={readOnly}
        onChange={(event) => set('where', event.currentTarget.value)}
      />
    </div>
  );
}

const oneLine = (typed: string): string => typed.replaceAll(/\s*\n\s*/g, ' ');

function Rule({ text, task, index, readOnly, onEdit, onShow }: Pick<Props, 'text' | 'task' | 'index' | 'readOnly' | 'onEdit' | 'onShow'>) {
  if (task.parts.length > 0)
    return (
      <>
        {task.parts.map((part, at) => (
          <Textarea
            key={at}
            label={`Part ${at + 1}: ${part.text}`}
            autosize
            minRows={1}
            spellCheck={false}
            classNames={{ input: css.code ?? '' }}
            value={part.find}
            readOnly={readOnly}
            onChange={(event) => onEdit(setIn(text, ['tasks', index, 'parts', at, 'find'], oneLine(event.currentTarget.value)))}
          />
        ))}
        <Button size="xs" variant="subtle" onClick={() => onShow(['tasks', index, 'parts'])}>
          Add or remove parts in the file
        </Button>
      </>
    );
  const kind = task.never === null ? 'find' : 'never';
  const rule = task.never ?? task.find ?? '';
  const put = (to: 'find' | 'never', value: string): void =>
    onEdit(setIn(to === kind ? text : removeIn(text, ['tasks', index, kind]), ['tasks', index, to], value));
  return (
    <div>
      <Textarea
        label={kind === 'find' ? 'Met when this finds something' : 'A fault when this finds something'}
        autosize
        minRows={2}
        spellCheck={false}
        classNames={{ input: css.code ?? '' }}
        value={rule}
        readOnly={readOnly}
        onChange={(event) => put(kind, oneLine(event.currentTarget.value))}
      />
      {!readOnly && (
        <div className={css.offer} style={{ marginTop: 6 }}>
          <Menu position="bottom-start" width={320}>
            <Menu.Target>
              <Button size="xs" variant="default">
                Begin with …
              </Button>
            </Menu.Target>
            <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
              {recipes.map(({ label, find }) => (
                <Menu.Item key={label} onClick={() => put(kind, find)}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button size="xs" variant="default" onClick={() => put(kind === 'find' ? 'never' : 'find', rule)}>
            {kind === 'find' ? 'Make it a “must not”' : 'Make it a “must do”'}
          </Button>
        </div>
      )}
    </div>
  );
}
