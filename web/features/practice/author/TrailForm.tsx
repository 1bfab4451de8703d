import { Select, TextInput } from '@mantine/core';
import css from './author.module.css';
import type { FormProps, Path } from './author-types.ts';
import { wordOf, type Fields } from './form-model.ts';
import { RowList } from './RowList.tsx';
import { fieldWord, trailDetails } from './trail-details.ts';
import { appendIn, removeIn, setIn } from './yaml-edit.ts';

interface Props extends Omit<FormProps, 'fields'> {
  path: Path;
  notes: readonly Fields[];
  of: string;
}

/** What a step leaves in the trail without changing the record: what was opened, looked at, scanned, called. */
export function TrailForm({ notes, of, ...props }: Props) {
  const { text, path, hospital, onEdit } = props;
  return (
    <RowList
      {...props}
      rows={notes}
      what={(_, index) => `trail note ${index + 1} of ${of}`}
      rowClass={css.change}
      label={`Trail of ${of}`}
      endsWithLast
      adder={
        <Select
          className={css.adder}
          size="xs"
          data-add
          aria-label={`Add a trail note to ${of}`}
          placeholder="Add a trail note …"
          data={hospital?.trailKinds ?? []}
          value={null}
          onChange={(kind) => kind && onEdit(appendIn(text, path, started(kind)))}
        />
      }
    >
      {(note, index) => <TrailNote {...props} path={[...path, index]} note={note} />}
    </RowList>
  );
}

function TrailNote({ text, path, note, readOnly, hospital, onEdit }: Omit<Props, 'notes' | 'of'> & { note: Fields }) {
  const kind = wordOf(note.kind);
  const details = [...new Set([...(trailDetails[kind] ?? []), ...Object.keys(note)])].filter(
    (name) => name !== 'kind' && typeof note[name] !== 'object',
  );
  const set = (name: string, typed: string): void =>
    onEdit(typed === '' ? removeIn(text, [...path, name]) : setIn(text, [...path, name], typedOf(typed)));
  return (
    <div className={css.pair}>
      <Select
        size="xs"
        label="Noted"
        data={hospital?.trailKinds ?? [kind]}
        value={kind || null}
        readOnly={readOnly}
        allowDeselect={false}
        onChange={(value) => value && onEdit(setIn(text, [...path, 'kind'], value))}
      />
      {details.map((name) => (
        <TextInput
          key={name}
          size="xs"
          label={fieldWord(name)}
          value={wordOf(note[name])}
          readOnly={readOnly}
          onChange={(event) => set(name, event.currentTarget.value)}
        />
      ))}
    </div>
  );
}

const started = (kind: string): Fields => ({ kind, ...(trailDetails[kind]?.includes('patient') ? { patient: '{{patient}}' } : {}) });

/** Yes, no and counts are such in the file, too. */
const typedOf = (typed: string): unknown =>
  typed === 'true' ? true : typed === 'false' ? false : /^\d{1,6}$/.test(typed) ? Number(typed) : typed;
