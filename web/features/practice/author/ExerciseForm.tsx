import { MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { Section } from '#web/ui/Section.tsx';
import { practiceRoles } from '../shell/roles.ts';
import type { FormProps } from './author-types.ts';
import css from './author.module.css';
import { formFields } from './form-model.ts';
import { RunsForm } from './RunsForm.tsx';
import { TasksForm } from './TasksForm.tsx';
import { setIn } from './yaml-edit.ts';

/** The usual edits without the file's words; what it can't show stays in the file untouched. */
export function ExerciseForm({ text, ...props }: Omit<FormProps, 'fields'>) {
  const fields = formFields(text);
  if (!fields)
    return (
      <EmptyState title="The form waits">
        The file can’t be read as it stands. Mend its first mistake in the text; the form shows it then.
      </EmptyState>
    );
  const all = { text, fields, ...props };
  return (
    <div className={css.form}>
      <About {...all} />
      <TasksForm {...all} />
      <RunsForm {...all} />
    </div>
  );
}

function About({ text, fields, readOnly, hospital, onEdit }: FormProps) {
  const set = (field: string, value: unknown): void => onEdit(setIn(text, [field], value));
  const named = (list: readonly { reference: string; name: string }[] | undefined, more: readonly string[]) => {
    const known = (list ?? []).map(({ reference, name }) => ({ value: reference, label: name || reference }));
    return [
      ...known,
      ...more.filter((one) => one !== '' && !known.some(({ value }) => value === one)).map((value) => ({ value, label: value })),
    ];
  };
  const patients = hospital?.patients.map((one) => ({ ...one, name: `${one.name}, ${one.birthDate}` }));
  return (
    <Section title="About">
      <div className={css.form}>
        <TextInput
          label="Title"
          maxLength={90}
          value={fields.title}
          readOnly={readOnly}
          onChange={(event) => set('title', event.currentTarget.value)}
        />
        <div className={css.pair}>
          <Select
            label="Job role"
            data={
              practiceRoles.some(({ value }) => value === fields.role) || fields.role === ''
                ? [...practiceRoles]
                : [...practiceRoles, { value: fields.role, label: fields.role }]
            }
            value={fields.role || null}
            readOnly={readOnly}
            allowDeselect={false}
            onChange={(value) => set('role', value ?? fields.role)}
          />
          <Select
            label="Opens on"
            data={hospital?.screens ?? [fields.screen]}
            value={fields.screen || null}
            readOnly={readOnly}
            allowDeselect={false}
            onChange={(value) => set('screen', value ?? fields.screen)}
          />
          <NumberInput
            label="Minutes"
            min={1}
            max={60}
            value={fields.minutes ?? ''}
            readOnly={readOnly}
            onChange={(value) => typeof value === 'number' && set('minutes', value)}
          />
          <NumberInput
            label="Clicks"
            min={1}
            value={fields.clicks ?? ''}
            readOnly={readOnly}
            onChange={(value) => typeof value === 'number' && set('clicks', value)}
          />
          <NumberInput
            label="Passed with, percent"
            min={1}
            max={100}
            value={Math.round(fields.passScore * 100)}
            readOnly={readOnly}
            onChange={(value) => typeof value === 'number' && value > 0 && set('passScore', value / 100)}
          />
        </div>
        <Textarea
          label="Story"
          description="What the learner reads first"
          autosize
          minRows={4}
          maxRows={14}
          value={fields.story}
          readOnly={readOnly}
          onChange={(event) => set('story', event.currentTarget.value)}
        />
        <MultiSelect
          label="Patients"
          description="Writing into another chart is the wrong patient. The first is %patient."
          data={named(patients, fields.patients)}
          value={[...fields.patients]}
          readOnly={readOnly}
          searchable
          onChange={(value) => set('patients', value)}
        />
        <Select
          label="The learner plays"
          data={named(hospital?.learners, [fields.learner])}
          value={fields.learner || null}
          readOnly={readOnly}
          searchable
          allowDeselect={false}
          onChange={(value) => set('learner', value ?? fields.learner)}
        />
      </div>
    </Section>
  );
}
