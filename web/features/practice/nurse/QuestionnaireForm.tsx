import { Button, Group, NumberInput, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from '../chart/chart.module.css';
import { referenceTo } from '../fhir/codes.ts';
import type { Questionnaire, QuestionnaireItem, QuestionnaireResponse } from '../fhir/documents.ts';
import { nameText } from '../fhir/patient-words.ts';
import { useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { answerOf, isSum, missingIn, questionsOf, scoreOf, type Typed } from './questionnaire.ts';

/** A form of the hospital, filled in for this patient. */
export function QuestionnaireForm({ form, onDone }: { form: Questionnaire; onDone: () => void }) {
  const { patient, encounter } = usePatient();
  const { learner, nowIso } = useAttempt();
  const save = useSave<QuestionnaireResponse>();
  const [typed, setTyped] = useState<Typed>({});
  const [tried, setTried] = useState(false);
  const missing = missingIn(form.item, typed);
  const score = scoreOf(form.item, typed);
  const questions = questionsOf(form.item);
  const submit = (): void => {
    setTried(true);
    if (missing.length > 0) return;
    save.mutate(
      {
        resourceType: 'QuestionnaireResponse',
        questionnaire: form.url ?? `Questionnaire/${form.id}`,
        status: 'completed',
        subject: referenceTo(patient, nameText(patient.name)),
        ...(encounter ? { encounter: referenceTo(encounter) } : {}),
        authored: nowIso(),
        author: learner,
        item: questions.flatMap(({ item }) => {
          const answer = isSum(item) ? { valueInteger: score ?? 0 } : answerOf(item, typed[item.linkId] ?? '');
          return answer ? [{ linkId: item.linkId, ...(item.text ? { text: item.text } : {}), answer: [answer] }] : [];
        }),
      },
      { onSuccess: onDone },
    );
  };
  return (
    <form
      noValidate
      className={css.pane}
      style={{ maxWidth: 760 }}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h1 style={{ margin: '0 0 4px', fontSize: '1rem' }}>{form.title ?? form.name}</h1>
      {form.description && <p className={css.quiet}>{form.description}</p>}
      <Stack gap="md" mt="sm">
        {questions
          .filter(({ item }) => !isSum(item))
          .map(({ item, group }, index) => (
            <div key={item.linkId}>
              {group !== '' && group !== questions[index - 1]?.group && (
                <h2 style={{ margin: '4px 0 8px', fontSize: '0.875rem' }}>{group}</h2>
              )}
              <Question
                item={item}
                value={typed[item.linkId] ?? ''}
                error={tried && missing.includes(item.linkId) ? 'Answer this' : null}
                onChange={(value) => setTyped({ ...typed, [item.linkId]: value })}
              />
            </div>
          ))}
      </Stack>
      <ProblemAlert error={save.error} title="It was not kept" />
      <Group mt="lg" gap="xs">
        <Button type="submit" loading={save.isPending}>
          File it
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
        {score !== null && <strong role="status">Sum: {score}</strong>}
      </Group>
    </form>
  );
}

interface QuestionProps {
  item: QuestionnaireItem;
  value: string;
  error: string | null;
  onChange: (value: string) => void;
}

function Question({ item, value, error, onChange }: QuestionProps) {
  const common = { label: item.text ?? item.linkId, required: item.required ?? false, error };
  const options = item.answerOption?.map((option, index) => ({
    value: String(index),
    label: option.valueCoding?.display ?? option.valueString ?? String(option.valueInteger ?? option.valueCoding?.code ?? ''),
  }));
  if (options?.length || item.type === 'boolean')
    return (
      <Radio.Group {...common} value={value} onChange={onChange}>
        <Group gap="md" mt={6}>
          {(
            options ?? [
              { value: 'true', label: 'Yes' },
              { value: 'false', label: 'No' },
            ]
          ).map((option) => (
            <Radio key={option.value} value={option.value} label={option.label} />
          ))}
        </Group>
      </Radio.Group>
    );
  if (item.type === 'integer' || item.type === 'decimal')
    return (
      <NumberInput
        {...common}
        hideControls
        allowDecimal={item.type === 'decimal'}
        value={value === '' ? '' : Number(value)}
        onChange={(next) => onChange(String(next))}
        maw={200}
      />
    );
  if (item.type === 'text')
    return <Textarea {...common} autosize minRows={2} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
  return (
    <TextInput
      {...common}
      type={item.type === 'date' ? 'date' : 'text'}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
