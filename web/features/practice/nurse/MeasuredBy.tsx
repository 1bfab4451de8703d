import { Select } from '@mantine/core';
import type { Reference } from '../fhir/elements.ts';
import { useColleagues } from './use-colleagues.ts';

interface Props {
  value: Reference | null;
  onChange: (who: Reference | null) => void;
}

/** Who measured what the paper says; nobody named means the learner. */
export function MeasuredBy({ value, onChange }: Props) {
  const colleagues = useColleagues(['nurse', 'physician', 'ma']);
  return (
    <Select
      label="Measured by"
      placeholder="Myself"
      searchable
      clearable
      data={colleagues}
      value={value?.reference ?? null}
      onChange={(next) => {
        const chosen = colleagues.find((one) => one.value === next);
        onChange(chosen ? { reference: chosen.value, display: chosen.label } : null);
      }}
    />
  );
}
