import { Button, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { toLocal } from '#kernel/time.ts';
import { emptied } from '#web/ui/emptied.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { OpenableLine } from '../chart/OpenableLine.tsx';
import css from '../chart/chart.module.css';
import { dayText, momentText } from '../chart/chart-time.ts';
import { referenceTo, textOf } from '../fhir/codes.ts';
import type { Concept } from '../fhir/elements.ts';
import { nameText } from '../fhir/patient-words.ts';
import { usePatientList, useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { sites, type Immunization, type ImmunizationRecommendation } from './immunizations.ts';

/** What is due, what was given, and giving it with all that traces a lot. */
export function ImmunizationsScreen() {
  const { patientId } = usePatient();
  const { zone, closed } = useAttempt();
  const due = usePatientList<ImmunizationRecommendation>('ImmunizationRecommendation', patientId);
  const given = usePatientList<Immunization>('Immunization', patientId);
  const vaccines = due.list.flatMap((one) => one.recommendation.flatMap((each) => each.vaccineCode ?? []));
  return (
    <>
      <h1 className="screen-reader">Immunizations</h1>
      <ProblemAlert error={due.error ?? given.error} />
      <div className={css.grid}>
        <Section title="Due" flush>
          {due.data?.length === 0 && <p className={css.none}>Nothing is due.</p>}
          <ul className={css.list}>
            {due.list.map((one) => (
              <OpenableLine
                key={one.id}
                target={`ImmunizationRecommendation/${one.id}`}
                name={one.recommendation.flatMap((each) => each.vaccineCode?.map(textOf) ?? []).join(', ')}
                note={one.recommendation.map((each) => textOf(each.forecastStatus)).join(', ')}
              >
                {one.recommendation
                  .flatMap(
                    (each) => each.dateCriterion?.map((criterion) => `${textOf(criterion.code)}: ${dayText(criterion.value, zone)}`) ?? [],
                  )
                  .join(' · ')}
              </OpenableLine>
            ))}
          </ul>
        </Section>
        <Section title="Given" flush>
          {given.data?.length === 0 && <p className={css.none}>None recorded.</p>}
          <ul className={css.list}>
            {given.list.map((one) => (
              <li key={one.id}>
                <span className={css.main}>
                  {textOf(one.vaccineCode)}{' '}
                  <span className={css.quiet}>
                    {[textOf(one.site), one.lotNumber ? `lot ${one.lotNumber}` : '', one.performer?.[0]?.actor.display]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                <span className={css.when}>{momentText(one.occurrenceDateTime, zone)}</span>
              </li>
            ))}
          </ul>
        </Section>
        {!closed && vaccines.length > 0 && <VaccineForm vaccines={vaccines} />}
      </div>
    </>
  );
}

function VaccineForm({ vaccines }: { vaccines: readonly Concept[] }) {
  const { patient, encounter } = usePatient();
  const { learner, now, nowIso, zone } = useAttempt();
  const save = useSave<Immunization>();
  const [vaccine, setVaccine] = useState<string | null>(vaccines.length === 1 ? '0' : null);
  const [lot, setLot] = useState('');
  const [expires, setExpires] = useState('');
  const [site, setSite] = useState<string | null>(null);
  const code = vaccine === null ? undefined : vaccines[Number(vaccine)];
  const expired = expires !== '' && expires < toLocal(now(), zone).date;
  const ready = code !== undefined && lot.trim() !== '' && expires !== '' && !expired && site !== null;
  const give = (): void => {
    if (!ready) return;
    save.mutate(
      {
        resourceType: 'Immunization',
        status: 'completed',
        vaccineCode: code,
        patient: referenceTo(patient, nameText(patient.name)),
        ...(encounter ? { encounter: referenceTo(encounter) } : {}),
        occurrenceDateTime: nowIso(),
        lotNumber: lot.trim(),
        expirationDate: expires,
        site: { text: site },
        performer: [{ actor: learner }],
      },
      {
        onSuccess: () => {
          setLot(emptied(lot));
          setExpires(emptied(expires));
          setSite(null);
        },
      },
    );
  };
  return (
    <Section title="Give a vaccine">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          give();
        }}
      >
        <Stack gap="sm">
          <Select
            label="Vaccine"
            required
            data={vaccines.map((one, index) => ({ value: String(index), label: textOf(one) }))}
            value={vaccine}
            onChange={setVaccine}
          />
          <TextInput label="Lot number, from the box" required value={lot} onChange={(event) => setLot(event.currentTarget.value)} />
          <TextInput
            type="date"
            label="Expires on"
            required
            value={expires}
            error={expired ? 'It has expired: take another box' : null}
            onChange={(event) => setExpires(event.currentTarget.value)}
          />
          <Select label="Site" required data={sites} value={site} onChange={setSite} />
          <ProblemAlert error={save.error} title="It was not recorded" />
          <Button type="submit" disabled={!ready} loading={save.isPending}>
            Record it as given by me
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
