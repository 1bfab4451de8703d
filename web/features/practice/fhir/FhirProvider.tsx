import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { makeFhir, type Fhir } from './client.ts';

interface FhirSpace {
  readonly fhir: Fhir;
  /** Begins every query key: what is cached of one hospital is never shown for another. */
  readonly base: string;
}

const FhirContext = createContext<FhirSpace | null>(null);

/** Everything below reads and writes the chart at `base` (`/sandbox/ID/fhir`). */
export function FhirProvider({ base, children }: { base: string; children: ReactNode }) {
  const space = useMemo(() => ({ fhir: makeFhir(base), base }), [base]);
  return <FhirContext value={space}>{children}</FhirContext>;
}

export function useFhir(): FhirSpace {
  const space = useContext(FhirContext);
  if (!space) throw new Error('bug: useFhir outside FhirProvider');
  return space;
}
