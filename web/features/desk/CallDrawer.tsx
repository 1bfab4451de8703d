import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { askForCaller, suggest } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { searchPeople } from '#web/app/search-people.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { SearchSelect, type Choice } from '#web/ui/SearchSelect.tsx';
import css from './desk.module.css';
import { classWords, urgencyWords } from './desk-words.ts';
import { useChange } from './use-change.ts';

const urgencies = ['stopped', 'slowed', 'can-wait'] as const;
const classes = ['provider', 'nurse', 'other'] as const;

/** Somebody telephones: their request is written down while they speak, and what is known already shows as it is typed. */
export function CallDrawer({ onClose, onMade }: { onClose: () => void; onMade: (requestId: string) => void }) {
  const { units, unitName } = usePlaces();
  const [caller, setCaller] = useState<Choice | null>(null);
  const [clientKey] = useState(() => crypto.randomUUID());
  const form = useForm({
    initialValues: {
      unitId: '',
      topic: '',
      text: '',
      urgency: 'stopped' as (typeof urgencies)[number],
      askerClass: 'nurse' as (typeof classes)[number],
    },
    validate: { unitId: (unitId) => (unitId ? null : 'Where are they?') },
  });
  const { text, unitId, topic } = form.values;
  const [typed] = useDebouncedValue(text, 250);
  const known = useQuery({
    queryKey: ['desk-suggest', typed, unitId, topic],
    queryFn: () => call(suggest, { body: { text: typed, unitId, topic } }),
    enabled: typed.trim().length > 3,
  });
  const ask = useChange(
    (values: typeof form.values) => call(askForCaller, { body: { ...values, personId: caller?.value ?? null, clientKey } }),
    ({ requestId }) => onMade(requestId),
  );
  return (
    <FormDrawer
      title="Somebody calls"
      submit="Write it down"
      busy={ask.isPending}
      error={ask.error}
      onSubmit={form.onSubmit((values) => ask.mutate(values))}
      onClose={onClose}
    >
      <SearchSelect
        label="Who"
        description="Empty: somebody whom the directory does not know"
        kind="people"
        chosen={caller}
        onChoose={setCaller}
        search={searchPeople}
      />
      {caller === null && (
        <Select
          label="They are"
          data={classes.map((value) => ({ value, label: classWords[value] }))}
          allowDeselect={false}
          {...form.getInputProps('askerClass')}
        />
      )}
      <Select
        label="Where"
        required
        searchable
        placeholder="Unit"
        data={units.map((unit) => ({ value: unit.unitId, label: unit.name }))}
        {...form.getInputProps('unitId')}
      />
      <TextInput
        label="Topic"
        description="What a supporter must know; empty: anybody helps"
        maxLength={64}
        {...form.getInputProps('topic')}
      />
      <Textarea
        label="What is it"
        description="No patient’s data; numbers that look like it are taken out"
        autosize
        minRows={3}
        maxLength={1000}
        {...form.getInputProps('text')}
      />
      <Select
        label="Their work is"
        data={urgencies.map((value) => ({ value, label: urgencyWords[value] }))}
        allowDeselect={false}
        {...form.getInputProps('urgency')}
      />
      {known.data && known.data.issues.length + known.data.duplicates.length + known.data.tips.length > 0 && (
        <section className={css.suggestions} aria-label="Known already" aria-live="polite">
          {known.data.issues.map((issue) => (
            <div key={issue.issueId} className={css.suggestion}>
              <div>
                <strong>{issue.title}</strong> <span className={css.quiet}>known issue</span>
                <div className={css.quiet}>{issue.workaround}</div>
              </div>
            </div>
          ))}
          {known.data.duplicates.map((one) => (
            <div key={one.requestId} className={css.suggestion}>
              <div>
                <span className={css.code}>{one.callBackCode}</span> {one.text} <span className={css.quiet}>{unitName(one.unitId)}</span>
              </div>
            </div>
          ))}
          {known.data.tips.map((tip) => (
            <div key={tip.tipId} className={css.suggestion}>
              <a href={`/tips/${tip.tipId}`} target="_blank" rel="noreferrer">
                {tip.title}
              </a>
              <span className={css.quiet}>tip sheet</span>
            </div>
          ))}
        </section>
      )}
    </FormDrawer>
  );
}
