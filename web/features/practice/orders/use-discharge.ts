import { useMutation } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { useChartMedications } from '../chart/use-chart-medications.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Encounter, ServiceRequest } from '../fhir/resources.ts';
import { useTransaction } from '../fhir/use-fhir.ts';
import { useColleagues } from '../nurse/use-colleagues.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { useProof } from '../shell/ChartGuard.tsx';
import { usePatient } from '../shell/PatientProvider.tsx';
import { dischargeEntries, dispositions, goingHome, homeward, type Decided } from './discharge.ts';
import { useDischargeDraft } from './discharge-draft.ts';
import { useSigningCheck } from './use-signing-check.ts';

interface Ending {
  encounter: Encounter;
  medicines: readonly Decided[];
  /** Every medicine has its answer. */
  isWhole: boolean;
  pending: readonly ServiceRequest[];
  forget: () => void;
}

/** What decision support says of all that is taken from now on, and the discharge itself: all of it or nothing. */
export function useDischarge({ encounter, medicines, isWhole, pending, forget }: Ending) {
  const { patient, patientId } = usePatient();
  const { learner, nowIso } = useAttempt();
  const { inpatient } = useChartMedications();
  const { draft } = useDischargeDraft(patientId);
  const colleagues = useColleagues(['physician']);
  const write = useTransaction();
  const prove = useProof();
  const ending = inpatient.filter(({ status }) => status === 'active' || status === 'on-hold');
  const key = isWhole ? JSON.stringify(medicines) : '';
  const orders = useMemo(() => {
    const stay = { patient, encounter, learner, at: nowIso() };
    const going = medicines.flatMap((one) => {
      const order = goingHome(one, stay);
      return order ? [{ ...order, status: 'draft', id: one.order?.id ?? one.statement?.id ?? 'new' }] : [];
    });
    const over = ending.filter(({ id }) => !going.some((one) => one.id === id)).map((one) => ({ ...one, status: 'completed' }));
    return key === '' || going.length === 0 ? [] : [...going, ...over];
    // oxlint-disable-next-line react/exhaustive-deps -- `key` stands for the answers, which are a new list at each drawing
  }, [key]);
  const check = useSigningCheck({ patientId, encounterId: encounter.id, orders });
  const save = useMutation({
    mutationFn: async () => {
      await check.tellOverridden();
      prove();
      const follower = [{ value: learner.reference ?? '', label: learner.display ?? '' }, ...colleagues].find(
        (one) => one.value === draft.follower,
      );
      const { where, instructions, followUp, followDate } = draft;
      await write.mutateAsync(
        dischargeEntries(
          { patient, encounter, learner, at: nowIso() },
          {
            medicines,
            where: dispositions.find((one) => one.value === where) ?? homeward,
            instructions,
            followUp,
            followDate,
            pending,
            follower: follower ? { reference: follower.value, display: follower.label } : null,
          },
          ending,
        ),
      );
    },
    onSuccess: () => {
      forget();
      notifications.show({ message: `${nameText(patient.name)} is discharged.` });
    },
  });
  return { check, save };
}
