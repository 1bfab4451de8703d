import { textOf } from '../fhir/codes.ts';
import { numberText } from '../fhir/dosage-text.ts';
import { ageText, birthText, mrnOf, nameText, sexText } from '../fhir/patient-words.ts';
import type { AllergyIntolerance } from '../fhir/resources.ts';
import { useAttempt } from './attempt-space.ts';
import { usePatient } from './PatientProvider.tsx';
import css from './PatientBanner.module.css';
import { bedOf } from './use-census.ts';
import { useLookAlikes } from './use-look-alikes.ts';

/** Whose chart this is, on every screen of it: two identifiers first, then what can kill. */
export function PatientBanner() {
  const { patient, allergies, flags, encounter, codeStatus, weight } = usePatient();
  const { now } = useAttempt();
  const alike = useLookAlikes(patient);
  const bed = bedOf(encounter);
  return (
    <header className={css.banner} aria-label="Patient">
      <h2 className={css.name}>{nameText(patient.name)}</h2>
      <Fact name="DOB">
        {birthText(patient.birthDate)} ({ageText(patient.birthDate, now())}, {sexText(patient.gender)})
      </Fact>
      <Fact name="MRN">{mrnOf(patient)}</Fact>
      {bed && <Fact name="Bed">{bed}</Fact>}
      <span className={css.allergies}>
        <span className="screen-reader">Allergies: </span>
        {allergies.length === 0 ? (
          <span className={css.flag}>Allergies not recorded</span>
        ) : (
          allergies.map((allergy) => <Allergy key={allergy.id} allergy={allergy} />)
        )}
      </span>
      <Fact name="Code">{codeStatus || 'not recorded'}</Fact>
      {weight && <Fact name="Wt">{numberText(Math.round(weight.kg * 10) / 10)} kg</Fact>}
      {flags.map((flag) => (
        <span key={flag.id} className={css.flag}>
          {textOf(flag.code)}
        </span>
      ))}
      {alike.length > 0 && (
        <span className={css.alike} role="note">
          Similar name on your list: {alike.map((other) => `${nameText(other.name)}, born ${birthText(other.birthDate)}`).join('; ')}
        </span>
      )}
    </header>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className={css.fact}>
      <span>{name}</span>
      {children}
    </div>
  );
}

const noneKnown = ['716186003', '409137002', 'none-known'];

function Allergy({ allergy }: { allergy: AllergyIntolerance }) {
  const none =
    allergy.code?.coding?.some((coding) => noneKnown.includes(coding.code?.toLowerCase() ?? '')) || /^no known/i.test(textOf(allergy.code));
  if (none) return <span className={css.none}>{textOf(allergy.code)}</span>;
  const reactions = allergy.reaction?.flatMap((one) => (one.manifestation ?? []).map(textOf)) ?? [];
  return (
    <span className={css.allergy} title={[allergy.criticality === 'high' ? 'high risk' : '', ...reactions].filter(Boolean).join(', ')}>
      {textOf(allergy.code)}
      {reactions.length > 0 && ` (${reactions.join(', ').toLowerCase()})`}
    </span>
  );
}
