import { Select } from '@mantine/core';
import css from './author.module.css';
import type { FormProps, Hospital, Path } from './author-types.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { plainForms, type ChangeFields } from './form-model.ts';
import { RowList } from './RowList.tsx';
import { appendIn } from './yaml-edit.ts';

interface Props extends Omit<FormProps, 'fields'> {
  /** Of the list in the file. */
  path: Path;
  changes: readonly ChangeFields[];
  /** Whose they are, for whoever hears it. */
  of: string;
}

/** What is changed in the record, in its order: by an event, or by a step of a run. */
export function ChangesForm({ changes, of, ...props }: Props) {
  const { text, path, hospital, onEdit } = props;
  const forms = [...(hospital?.forms.map(({ form }) => form) ?? []), ...plainForms];
  return (
    <RowList
      {...props}
      rows={changes}
      what={(_, index) => `change ${index + 1} of ${of}`}
      rowClass={css.change}
      label={`Changes of ${of}`}
      endsWithLast
      adder={
        <Select
          className={css.adder}
          size="xs"
          data-add
          aria-label={`Add a change to ${of}`}
          placeholder="Add a change …"
          data={forms.map((value) => ({ value, label: changeWords[value] ?? value }))}
          value={null}
          onChange={(form) => form && onEdit(appendIn(text, path, blank(form, hospital)))}
        />
      }
    >
      {(change, index) => (
        <>
          <div className={css.changeName}>{changeWords[change.form] ?? (change.form || 'A change that the form does not know')}</div>
          <ChangeForm {...props} path={[...path, index]} change={change} />
        </>
      )}
    </RowList>
  );
}

const changeWords: Readonly<Record<string, string>> = {
  medicine: 'A drug is ordered',
  service: 'A test or service is ordered',
  give: 'A drug is given, or not',
  measure: 'A value is measured',
  message: 'A message is sent',
  note: 'A note is written',
  task: 'A task is put on a work list',
  settle: 'A task is settled',
  check: 'A check list is filled in',
  problem: 'A problem is listed',
  create: 'Any resource is made',
  change: 'Any resource is changed',
  delete: 'Any resource is deleted',
};

/** A change to begin with: what it needs, with something in each place. */
function blank(form: string, hospital: Hospital | null): unknown {
  if (form === 'create') return { create: { resourceType: 'Basic' } };
  if (form === 'change') return { change: 'Task/ID', set: { status: 'completed' } };
  if (form === 'delete') return { delete: 'Task/ID' };
  const fields = hospital?.forms.find((one) => one.form === form)?.fields.filter(({ required }) => required) ?? [];
  return { [form]: Object.fromEntries(fields.map(({ name, kind, choices }) => [name, startOf(form, name, kind, choices[0])])) };
}

function startOf(form: string, name: string, kind: string, choice: string | undefined): unknown {
  if (choice !== undefined) return choice;
  if (kind === 'number' || kind === 'amount') return 1;
  if (kind === 'flag') return true;
  if (kind === 'other') return {};
  if (name === 'to' || name === 'owner') return '{{learner}}';
  if (form === 'medicine' && name === 'dose') return '1 mg';
  return name === 'text' ? 'What it says' : name === 'category' || name === 'code' ? 'message' : 'ID';
}
