import { useState } from 'react';
import { timingText } from '../fhir/frequency.ts';
import type { Medication, MedicationAdministration, MedicationRequest } from '../fhir/resources.ts';
import { useSave, useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { useProof } from '../shell/ChartGuard.tsx';
import { usePatient } from '../shell/PatientProvider.tsx';
import { givenAdministration } from './administration.ts';
import type { DoseSlot } from './due-times.ts';
import { fiveRights, isHighAlert, isWristbandOf, productWith, scanVerdictOf } from './five-rights.ts';
import { useColleagues } from './use-colleagues.ts';
import { useHolds } from './use-holds.ts';

/** What the nurse says besides scanning. */
export interface GivingWords {
  readonly witness: string | null;
  readonly site: string;
  readonly note: string;
  /** What was really given, in the order's unit; null: as ordered. */
  readonly dose: number | null;
  readonly accepted: boolean;
  /** When, copied from paper. */
  readonly backAt: number | null;
}
const nothing: GivingWords = { witness: null, site: '', note: '', dose: null, accepted: false, backAt: null };

/** Everything between opening a dose and having given it: scans with their verdicts, what stops it, what must be answered. */
export function useGiving(order: MedicationRequest, slot: DoseSlot, isBackEntry: boolean, onDone: () => void) {
  const { patient, patientId, encounter } = usePatient();
  const { now, zone, learner, note } = useAttempt();
  const medications = useSearch<Medication>('Medication', { _count: 500 });
  const colleagues = useColleagues();
  const prove = useProof();
  const save = useSave<MedicationAdministration>();
  const holds = useHolds(order);
  const [wristband, setWristband] = useState('');
  const [product, setProduct] = useState<{ code: string; found: Medication | null } | null>(null);
  const [words, setWords] = useState<GivingWords>(nothing);
  const time = isBackEntry && words.backAt !== null ? words.backAt : now();
  const look = (scanned: Medication | null, isScanned: boolean) =>
    fiveRights({ patient, order, dueAt: slot.dueAt, now: time, zone, wristband, product: scanned, productScanned: isScanned });
  const verdicts = look(product?.found ?? null, product !== null);
  const wrong = verdicts.filter((one) => one.state === 'wrong');
  const isLateOrEarly = verdicts.some((one) => one.state === 'ask') || wrong.some((one) => one.right === 'time');
  const asks = isLateOrEarly || holds.some((one) => one.met !== false);
  const stops = wrong.filter((one) => one.right !== 'time');
  const needsWitness = isHighAlert(order);
  const isContinuous = /continu/i.test(timingText(order.dosageInstruction?.[0]?.timing));
  const isScanned = isBackEntry || !verdicts.some((one) => one.state === 'waiting');
  const isAnswered = isBackEntry ? words.accepted && words.backAt !== null : !asks || (words.accepted && words.note.trim() !== '');

  const scan = (code: string): void => {
    const found = productWith(medications.list, code) ?? null;
    const about = { patient: `Patient/${patientId}`, code };
    if (isWristbandOf(patient, code) || (found === null && (/^(WB-|SYN-)/i.test(code) || wristband === ''))) {
      setWristband(code);
      const verdict = isWristbandOf(patient, code) ? 'right' : 'wrong-patient';
      note({ kind: 'barcode-scanned', what: 'wristband', verdict, target: `Patient/${patientId}`, ...about });
      if (verdict === 'right') prove();
      return;
    }
    setProduct({ code, found });
    const verdict = found ? scanVerdictOf(look(found, true)) : 'unknown';
    note({ kind: 'barcode-scanned', what: 'medication', verdict, target: `MedicationRequest/${order.id}`, ...about });
  };
  const give = (): void => {
    const second = colleagues.find((one) => one.value === words.witness);
    if (second) note({ kind: 'witnessed', who: second.value, patient: `Patient/${patientId}`, target: `MedicationRequest/${order.id}` });
    const administration = givenAdministration(
      {
        order,
        patient,
        encounter,
        product: product?.found ?? null,
        dueAt: slot.dueAt,
        at: time,
        zone,
        nurse: learner,
        witness: second ? { reference: second.value, display: second.label } : null,
        site: words.site,
        note: words.note,
        dose: words.dose,
        isBackEntry,
      },
      isContinuous ? 'in-progress' : 'completed',
    );
    save.mutate(administration, { onSuccess: onDone });
  };
  return {
    verdicts,
    holds,
    medications: medications.list,
    colleagues,
    words,
    change: (part: Partial<GivingWords>) => setWords((before) => ({ ...before, ...part })),
    scan,
    give,
    save,
    stops,
    /** Something is unusual: it can be given, with a reason. */
    asks,
    needsWitness,
    isContinuous,
    ready: stops.length === 0 && isScanned && isAnswered && (!needsWitness || words.witness !== null),
    next: wristband === '' ? ('wristband' as const) : product === null ? ('drug' as const) : ('again' as const),
  };
}
