import { useState } from 'react';
import { referenceTo, textOf } from '../fhir/codes.ts';
import type { Procedure } from '../fhir/documents.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { ServiceRequest } from '../fhir/resources.ts';
import { useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { useProof } from '../shell/ChartGuard.tsx';
import { usePatient } from '../shell/PatientProvider.tsx';
import { isWristbandOf } from './five-rights.ts';

interface Check {
  readonly wristband: string;
  readonly name: boolean;
  readonly birth: boolean;
  readonly unit: string;
  readonly expiry: boolean;
  readonly second: string | null;
  readonly confirmed: boolean;
}

/** The bedside check of a unit of blood, step by step, each told to the trail when it is done. */
export function useBloodCheck(order: ServiceRequest) {
  const { patient, patientId, encounter } = usePatient();
  const { note, learner, nowIso } = useAttempt();
  const prove = useProof();
  const save = useSave<Procedure>();
  const [check, setCheck] = useState<Check>({
    wristband: '',
    name: false,
    birth: false,
    unit: '',
    expiry: false,
    second: null,
    confirmed: false,
  });
  const about = { patient: `Patient/${patientId}` };
  const target = `ServiceRequest/${order.id}`;
  const isRight = isWristbandOf(patient, check.wristband);
  const isIdentified = isRight && check.name && check.birth;
  const scan = (code: string): void => {
    setCheck({ ...check, wristband: code });
    const verdict = isWristbandOf(patient, code) ? 'right' : 'wrong-patient';
    if (verdict === 'right') prove();
    note({ kind: 'barcode-scanned', what: 'wristband', target: `Patient/${patientId}`, code, verdict, ...about });
  };
  const compare = (part: { name: boolean } | { birth: boolean }): void => {
    const next = { ...check, ...part };
    setCheck(next);
    if (isRight && next.name && next.birth) note({ kind: 'identified', by: 'name+dob', ...about });
  };
  const confirm = (confirmed: boolean): void => {
    setCheck({ ...check, confirmed });
    if (confirmed && check.second) note({ kind: 'witnessed', who: check.second, target, ...about });
  };
  const scanUnit = (): void => {
    if (check.unit) note({ kind: 'barcode-scanned', what: 'blood', target, code: check.unit, verdict: 'right', ...about });
  };
  const product = /platelet/i.test(textOf(order.code)) ? 'platelets' : /plasma/i.test(textOf(order.code)) ? 'plasma' : 'red blood cells';
  const start = (): void =>
    save.mutate({
      resourceType: 'Procedure',
      status: 'in-progress',
      code: { text: `Transfusion of ${product}` },
      subject: referenceTo(patient, nameText(patient.name)),
      ...(encounter ? { encounter: referenceTo(encounter) } : {}),
      performedPeriod: { start: nowIso() },
      performer: [{ actor: learner }, ...(check.second ? [{ function: { text: 'Witness' }, actor: { reference: check.second } }] : [])],
      basedOn: [{ reference: target }],
      note: [{ text: `Unit ${check.unit}` }],
    });
  const isWrong = check.wristband !== '' && !isRight;
  const steps = [
    {
      done: isRight,
      wrong: isWrong,
      text: isRight ? 'Wristband read at the bedside' : isWrong ? 'This wristband belongs to somebody else. Stop.' : 'Scan the wristband',
    },
    { done: isIdentified, wrong: false, text: 'Name and date of birth said by the patient, compared with wristband and unit' },
    { done: check.unit !== '' && check.expiry, wrong: false, text: 'Unit number, blood group and expiry compared' },
    { done: check.confirmed, wrong: false, text: 'Second person did the same and agrees' },
  ];
  return {
    check,
    change: (part: Partial<Check>) => setCheck({ ...check, ...part }),
    isRight,
    isIdentified,
    steps,
    scan,
    compare,
    confirm,
    scanUnit,
    start,
    save,
    ready: steps.every((step) => step.done),
  };
}
