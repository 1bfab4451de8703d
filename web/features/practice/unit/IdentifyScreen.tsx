import { Section } from '#web/ui/Section.tsx';
import { usePatient } from '../shell/PatientProvider.tsx';
import { IdentifyPerson } from '../work/IdentifyPerson.tsx';

/** Comparing a person, or a sheet of paper, with the chart that is open. */
export function IdentifyScreen() {
  const { patient } = usePatient();
  return (
    <>
      <h1 className="screen-reader">Identify</h1>
      <Section title="Is it this patient?">
        <IdentifyPerson patient={patient} />
      </Section>
    </>
  );
}
