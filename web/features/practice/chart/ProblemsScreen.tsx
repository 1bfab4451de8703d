import { Button, Group, Select, Skeleton, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { concept, hasCode, referenceTo, systems, textOf } from '../fhir/codes.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Condition } from '../fhir/resources.ts';
import { usePatientList, useSave, useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import css from './chart.module.css';
import { dayText } from './chart-time.ts';

const clinical = (code: string): Condition['clinicalStatus'] =>
  concept(systems.conditionClinical, code, code.charAt(0).toUpperCase() + code.slice(1));

/** The problem list: add, resolve, take off again. */
export function ProblemsScreen() {
  const { patientId } = usePatient();
  const { closed, nowIso } = useAttempt();
  const query = usePatientList<Condition>('Condition', patientId);
  const save = useSave<Condition>();
  const [adding, setAdding] = useState(false);
  const valid = query.list.filter((one) => !hasCode(one.verificationStatus, 'entered-in-error'));
  const active = valid.filter((one) => !hasCode(one.clinicalStatus, 'resolved', 'inactive', 'remission'));
  const past = valid.filter((one) => !active.includes(one));
  const isOnList = (one: Condition): boolean => hasCode(one.category, 'problem-list-item');
  return (
    <>
      <h1 className="screen-reader">Problem list</h1>
      <ProblemAlert error={query.error ?? save.error} />
      {query.isPending && <Skeleton height={160} aria-busy="true" />}
      <Section
        title="Active"
        flush
        actions={
          <Button data-start size="compact-sm" disabled={closed} onClick={() => setAdding(true)}>
            Add a problem
          </Button>
        }
      >
        {query.data && active.length === 0 && <p className={css.none}>The problem list is empty.</p>}
        <ul className={css.list}>
          {active.map((one) => (
            <li key={one.id}>
              <span className={css.main}>
                <strong>{textOf(one.code)}</strong> <span className={css.quiet}>{one.code?.coding?.[0]?.code}</span>
                {!isOnList(one) && <span className={css.quiet}> · reason of this stay</span>}
              </span>
              <span className={css.when}>{dayText(one.onsetDateTime ?? one.recordedDate, 'UTC')}</span>
              <Group gap={4}>
                {!isOnList(one) && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    disabled={closed}
                    onClick={() => {
                      const { id: _id, meta: _meta, ...rest } = one;
                      save.mutate({
                        ...rest,
                        category: [concept(systems.conditionCategory, 'problem-list-item', 'Problem List Item')],
                        recordedDate: nowIso(),
                      });
                    }}
                  >
                    To the list
                  </Button>
                )}
                <Button
                  size="compact-xs"
                  variant="subtle"
                  disabled={closed}
                  aria-label={`Resolve ${textOf(one.code)}`}
                  onClick={() => save.mutate({ ...one, ...resolved(nowIso()) })}
                >
                  Resolve
                </Button>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  color="gray"
                  disabled={closed}
                  aria-label={`${textOf(one.code)} was entered in error`}
                  onClick={() => {
                    const { clinicalStatus: _clinicalStatus, ...rest } = one; // con-5: an entry in error has none
                    save.mutate({
                      ...rest,
                      verificationStatus: concept(systems.conditionVerification, 'entered-in-error', 'Entered in Error'),
                    });
                  }}
                >
                  In error
                </Button>
              </Group>
            </li>
          ))}
        </ul>
      </Section>
      {past.length > 0 && (
        <Section title="Resolved" flush>
          <ul className={css.list}>
            {past.map((one) => (
              <li key={one.id}>
                <span className={css.main}>{textOf(one.code)}</span>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  disabled={closed}
                  onClick={() => {
                    const { abatementDateTime: _abatement, ...rest } = one;
                    save.mutate({ ...rest, clinicalStatus: clinical('active') ?? {} });
                  }}
                >
                  Active again
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {adding && <ProblemForm known={valid} onClose={() => setAdding(false)} />}
    </>
  );
}

const resolved = (at: string) => ({ clinicalStatus: clinical('resolved') ?? {}, abatementDateTime: at });

function ProblemForm({ known, onClose }: { known: readonly Condition[]; onClose: () => void }) {
  const { patient, encounter } = usePatient();
  const { learner, nowIso } = useAttempt();
  const save = useSave<Condition>();
  const everywhere = useSearch<Condition>('Condition', { _count: 500, _elements: 'code' });
  const [code, setCode] = useState<string | null>(null);
  const [onset, setOnset] = useState('');
  const names = new Map(
    everywhere.list.flatMap((one) => (one.code?.coding?.[0]?.code ? [[one.code.coding[0].code, textOf(one.code)] as const] : [])),
  );
  const taken = known.find(
    (one) => hasCode(one.code, code ?? '') && !hasCode(one.clinicalStatus, 'resolved') && hasCode(one.category, 'problem-list-item'),
  );
  return (
    <FormDrawer
      title="Add a problem"
      submit="Add"
      busy={save.isPending}
      error={save.error}
      onSubmit={(event) => {
        event.preventDefault();
        if (!code || taken) return;
        save.mutate(
          {
            resourceType: 'Condition',
            clinicalStatus: clinical('active') ?? {},
            verificationStatus: concept(systems.conditionVerification, 'confirmed', 'Confirmed'),
            category: [concept(systems.conditionCategory, 'problem-list-item', 'Problem List Item')],
            code: concept(systems.icd10, code, names.get(code) ?? code),
            subject: referenceTo(patient, nameText(patient.name)),
            ...(encounter ? { encounter: referenceTo(encounter) } : {}),
            ...(onset ? { onsetDateTime: onset } : {}),
            recordedDate: nowIso(),
            recorder: learner,
          },
          { onSuccess: onClose },
        );
      }}
      onClose={onClose}
    >
      <Select
        data-autofocus
        label="Diagnosis"
        required
        searchable
        placeholder="Name or ICD-10-CM code"
        nothingFoundMessage="Not in this hospital’s list"
        data={[...names]
          .map(([value, name]) => ({ value, label: `${name} (${value})` }))
          .toSorted((a, b) => a.label.localeCompare(b.label))}
        value={code}
        error={taken ? 'It is on the list already' : null}
        onChange={setCode}
      />
      <TextInput type="date" label="Since" value={onset} onChange={(event) => setOnset(event.currentTarget.value)} />
    </FormDrawer>
  );
}
