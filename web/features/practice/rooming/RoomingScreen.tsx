import { Button } from '@mantine/core';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { textOf } from '../fhir/codes.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { usePlace } from '../shell/place.ts';
import { IdentifyPerson } from '../work/IdentifyPerson.tsx';
import { WorkItems } from '../work/WorkItems.tsx';
import { PointOfCareTest } from './PointOfCareTest.tsx';
import { Refills } from './Refills.tsx';
import { RoomingVitals } from './RoomingVitals.tsx';

const next = [
  { screen: 'chart', label: 'Allergies and medicines' },
  { screen: 'assessments', label: 'Screening' },
  { screen: 'immunizations', label: 'Immunizations' },
  { screen: 'calls', label: 'Tell somebody' },
];

/** Bringing a patient to the room: who they are, why they came, what is measured, what they need. */
export function RoomingScreen() {
  const { patient, patientId, encounter } = usePatient();
  const { go } = usePlace();
  return (
    <>
      <h1 className="screen-reader">Rooming</h1>
      <Section title="Identify">
        <IdentifyPerson patient={patient} />
      </Section>
      <Section title="The visit">
        <p style={{ marginTop: 0 }}>Here for: {encounter?.reasonCode?.map(textOf).join(', ') || 'not recorded'}</p>
        <div className={css.row}>
          {next.map(({ screen, label }) => (
            <Button key={screen} size="xs" variant="default" onClick={() => go({ patient: patientId, screen })}>
              {label}
            </Button>
          ))}
        </div>
      </Section>
      <RoomingVitals />
      <PointOfCareTest />
      <Refills />
      <Section title="Work on this patient" flush>
        <WorkItems patientId={patientId} none="No work item of yours is open." />
      </Section>
    </>
  );
}
