import { createContext, useContext } from 'react';
import type { Resource } from './elements.ts';

/** Asked before anything is written: resolves when it may be, throws with the reason when not. */
export type WriteGuard = (resources: readonly Resource[]) => Promise<void>;

const open: WriteGuard = async () => {};
export const WriteGuardContext = createContext<WriteGuard>(open);
export const useWriteGuard = (): WriteGuard => useContext(WriteGuardContext);

/** Whose record a resource belongs to; '' when it is nobody's. */
export function patientIdOf(resource: Resource): string {
  const {
    subject,
    patient,
    for: whom,
  } = resource as { subject?: { reference?: string }; patient?: { reference?: string }; for?: { reference?: string } };
  const reference = (subject ?? patient ?? whom)?.reference ?? '';
  return reference.startsWith('Patient/') ? reference.slice('Patient/'.length) : '';
}
