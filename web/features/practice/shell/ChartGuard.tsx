import { Button, Group, Modal } from '@mantine/core';
import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { patientIdOf, WriteGuardContext, type WriteGuard } from '../fhir/write-guard.ts';
import { nameText } from '../fhir/patient-words.ts';
import { useAttempt } from './attempt-space.ts';
import { PatientCheck, provesPatient, useWatch } from './PatientCheck.tsx';
import { usePatient } from './PatientProvider.tsx';

/** Roles whose every write in a chart with a risk of mix-up is asked about. */
const asked = ['physician', 'nurse', 'pharmacist'];

/** Says that the learner has shown whom they mean: by scanning the wristband, or by typing it where an order is signed. */
const ProofContext = createContext<() => void>(() => {});
export const useProof = (): (() => void) => useContext(ProofContext);

/**
 * The wrong-patient guard of an open chart. Nothing of another patient is ever written from it; and where a mix-up is likely (a second open
 * chart, a name that is nearly the same) the first write after coming to the chart waits until initials and year of birth are typed.
 */
export function ChartGuard({ children }: { children: ReactNode }) {
  const { patient, patientId } = usePatient();
  const { role, note } = useAttempt();
  const watch = useWatch();
  const proven = useRef(false);
  const [waiting, setWaiting] = useState<{ done: () => void; leave: () => void } | null>(null);
  const state = useRef({ watch, role });
  useEffect(() => {
    state.current = { watch, role };
  });
  const guard = useCallback<WriteGuard>(
    async (resources) => {
      const stranger = resources.map(patientIdOf).find((id) => id !== '' && id !== patientId);
      if (stranger !== undefined)
        throw new Error(`Nothing was written: this belongs to another patient than ${nameText(patient.name)}, whose chart is open.`);
      if (proven.current || state.current.watch === '' || !asked.includes(state.current.role)) return;
      await new Promise<void>((resolve, reject) =>
        setWaiting({ done: resolve, leave: () => reject(new Error('Nothing was written: whose chart this is was not confirmed.')) }),
      );
    },
    [patient.name, patientId],
  );
  const prove = useCallback(() => {
    proven.current = true;
  }, []);
  const end = (isRight: boolean): void => {
    if (isRight) {
      proven.current = true;
      note({ kind: 'identified', patient: `Patient/${patientId}`, by: 'initials+year' });
      waiting?.done();
    } else waiting?.leave();
    setWaiting(null);
  };
  return (
    <WriteGuardContext value={guard}>
      <ProofContext value={prove}>
        {children}
        {waiting && <WhoseChart watch={watch} onEnd={end} />}
      </ProofContext>
    </WriteGuardContext>
  );
}

function WhoseChart({ watch, onEnd }: { watch: string; onEnd: (isRight: boolean) => void }) {
  const { patient } = usePatient();
  const [typed, setTyped] = useState('');
  const isRight = provesPatient(patient, typed);
  return (
    <Modal opened onClose={() => onEnd(false)} title="Whose chart is this?" zIndex={400} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isRight) onEnd(true);
        }}
      >
        <PatientCheck watch={watch} typed={typed} onType={setTyped} />
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={() => onEnd(false)}>
            Cancel
          </Button>
          <Button type="submit" disabled={!isRight}>
            It is this patient
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
