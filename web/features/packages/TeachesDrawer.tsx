import { MultiSelect, NumberInput, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { saveTeachings, type Competency, type PackageLine } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';

interface Props {
  line: Pick<PackageLine, 'title' | 'activityId' | 'teaches'>;
  competencies: readonly Competency[];
  onClose: () => void;
  onSaved: () => void;
}

/** Which competencies the whole course proves, and by what. */
export function TeachesDrawer({ line, competencies, onClose, onSaved }: Props) {
  const [first] = line.teaches;
  const [chosen, setChosen] = useState(line.teaches.map((one) => one.competencyId));
  const [level, setLevel] = useState(first?.level ?? 1);
  const [proof, setProof] = useState<'passed' | 'completed'>(first?.proof === 'completed' ? 'completed' : 'passed');
  const saving = useMutation({
    mutationFn: () =>
      call(saveTeachings, {
        body: {
          activity: 'module',
          activityId: line.activityId,
          teaches: chosen.map((competencyId) => ({ competencyId, level, proof })),
        },
      }),
    onSuccess: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <FormDrawer
      title={`What “${line.title}” proves`}
      submit="Save"
      busy={saving.isPending}
      error={saving.error}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <MultiSelect
        label="Competencies"
        description="Whoever finishes the course has them."
        searchable
        clearable
        data={competencies.map((one) => ({ value: one.competencyId, label: one.name }))}
        value={chosen}
        onChange={setChosen}
      />
      <NumberInput label="Level" min={1} max={3} value={level} onChange={(value) => setLevel(Number(value) || 1)} />
      <Select
        label="Proved by"
        allowDeselect={false}
        data={[
          { value: 'passed', label: 'Passing the course' },
          { value: 'completed', label: 'Completing or passing it' },
        ]}
        value={proof}
        onChange={(value) => setProof(value === 'completed' ? 'completed' : 'passed')}
      />
    </FormDrawer>
  );
}
