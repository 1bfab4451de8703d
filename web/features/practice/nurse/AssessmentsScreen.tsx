import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import type { Questionnaire, QuestionnaireResponse, ResponseAnswer } from '../fhir/documents.ts';
import { usePatientList, useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { QuestionnaireForm } from './QuestionnaireForm.tsx';

/** Checks and screenings: what was answered, and a form for the next. */
export function AssessmentsScreen() {
  const { patientId } = usePatient();
  const { now, zone, closed } = useAttempt();
  const forms = useSearch<Questionnaire>('Questionnaire', { status: 'active', _count: 100 });
  const answers = usePatientList<QuestionnaireResponse>('QuestionnaireResponse', patientId);
  const [open, setOpen] = useState<Questionnaire | null>(null);
  const titleOf = (canonical: string | undefined): string =>
    forms.list.find((one) => one.url === canonical?.split('|')[0] || canonical === `Questionnaire/${one.id}`)?.title ?? 'Check';
  const sorted = answers.list.toSorted((a, b) => (b.authored ?? '').localeCompare(a.authored ?? ''));
  if (open) return <QuestionnaireForm form={open} onDone={() => setOpen(null)} />;
  return (
    <>
      <h1 className="screen-reader">Assessments</h1>
      <ProblemAlert error={forms.error ?? answers.error} />
      {forms.isPending && <Skeleton height={140} aria-busy="true" />}
      <div className={css.grid}>
        <Section title="Begin an assessment" flush>
          {forms.data?.length === 0 && <EmptyState title="This hospital has no forms" />}
          <ul className={css.list}>
            {forms.list.map((form) => (
              <li key={form.id}>
                <span className={css.main}>
                  <strong>{form.title ?? form.name}</strong> <span className={css.quiet}>{form.description}</span>
                </span>
                <Button size="compact-xs" variant="light" data-start disabled={closed} onClick={() => setOpen(form)}>
                  Begin<span className="screen-reader"> {form.title}</span>
                </Button>
              </li>
            ))}
          </ul>
        </Section>
        <Section title="Done" flush>
          {answers.data && sorted.length === 0 && <p className={css.none}>None in this chart.</p>}
          <ul className={css.list}>
            {sorted.map((one) => (
              <li key={one.id}>
                <span className={css.main}>
                  <strong>{titleOf(one.questionnaire)}</strong>
                  {one.item?.map((item) => (
                    <div key={item.linkId} className={css.quiet}>
                      {item.text}: {item.answer?.map(answerText).join(', ')}
                    </div>
                  ))}
                </span>
                <span className={css.when}>
                  {one.author?.display} {nearText(one.authored, now(), zone)}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </>
  );
}

function answerText({ valueCoding, valueString, valueInteger, valueDecimal, valueBoolean, valueDate }: ResponseAnswer): string {
  if (valueBoolean !== undefined) return valueBoolean ? 'yes' : 'no';
  return valueCoding?.display ?? valueCoding?.code ?? valueString ?? valueDate ?? String(valueInteger ?? valueDecimal ?? '');
}
