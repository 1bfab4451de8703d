import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import css from './author.module.css';
import type { FormProps, Hospital, Path } from './author-types.ts';
import { wordOf, type ChangeFields } from './form-model.ts';
import { fieldWord } from './trail-details.ts';
import { YamlField } from './YamlField.tsx';
import { removeIn, setIn } from './yaml-edit.ts';

type Field = Hospital['forms'][number]['fields'][number];

interface Props extends Pick<FormProps, 'text' | 'readOnly' | 'hospital' | 'onEdit'> {
  path: Path;
  change: ChangeFields;
}

/** One change by its own fields. What has fields of its own is written as in the file. */
export function ChangeForm({ text, path, change: { form, given }, readOnly, hospital, onEdit }: Props) {
  const common = { text, readOnly, onEdit };
  if (form === 'create') return <YamlField {...common} label="The resource" path={[...path, 'create']} />;
  if (form === 'change' || form === 'delete')
    return (
      <>
        <TextInput
          size="xs"
          label={form === 'change' ? 'What is changed' : 'What is deleted'}
          value={wordOf(given[form])}
          readOnly={readOnly}
          onChange={(event) => onEdit(setIn(text, [...path, form], event.currentTarget.value))}
        />
        {form === 'change' && <YamlField {...common} label="Its fields from then on" path={[...path, 'set']} />}
      </>
    );
  const fields = hospital?.forms.find((one) => one.form === form)?.fields;
  if (!fields) return <p className={css.quiet}>Edit it in the file.</p>;
  return (
    <div className={css.pair}>
      {fields.map((field) => {
        const at = [...path, form, field.name];
        if (field.kind === 'other') return <YamlField key={field.name} {...common} label={fieldWord(field.name)} path={at} />;
        const set = (value: unknown): void => onEdit(value === null ? removeIn(text, at) : setIn(text, at, value));
        return <OneField key={field.name} field={field} value={given[field.name]} readOnly={readOnly} onSet={set} />;
      })}
    </div>
  );
}

/** `onSet` gets null where it is to be left to what holds otherwise. */
function OneField({ field, value, readOnly, onSet }: { field: Field; value: unknown; readOnly: boolean; onSet: (value: unknown) => void }) {
  const { name, kind, choices, required, otherwise } = field;
  const common = { label: fieldWord(name), size: 'xs', readOnly, required, withAsterisk: required } as const;
  const placeholder = otherwise ?? '';
  if (kind === 'flag')
    return (
      <Switch
        label={fieldWord(name)}
        size="xs"
        disabled={readOnly}
        checked={value === undefined ? otherwise === 'true' : value === true}
        onChange={(event) => onSet(String(event.currentTarget.checked) === otherwise ? null : event.currentTarget.checked)}
      />
    );
  if (kind === 'choice') {
    const now = wordOf(value);
    return (
      <Select
        {...common}
        placeholder={placeholder}
        searchable={choices.length > 8}
        clearable={!required}
        allowDeselect={false}
        data={now === '' || choices.includes(now) ? choices : [now, ...choices]}
        value={now || null}
        onChange={(chosen) => onSet(chosen)}
      />
    );
  }
  if (kind === 'number')
    return (
      <NumberInput
        {...common}
        placeholder={placeholder}
        value={typeof value === 'number' ? value : ''}
        onChange={(typed) => (typeof typed === 'number' ? onSet(typed) : !required && onSet(null))}
      />
    );
  const typedOf = (typed: string): unknown => (kind === 'amount' && /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed);
  return (
    <TextInput
      {...common}
      placeholder={placeholder}
      value={wordOf(value)}
      onChange={({ currentTarget: { value: typed } }) => onSet(typed === '' && !required ? null : typedOf(typed))}
    />
  );
}
