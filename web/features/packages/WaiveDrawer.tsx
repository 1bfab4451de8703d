import { Select, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getPackage, waiveUnit, type PackageLine } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { searchPeople } from '#web/app/search-people.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { SearchSelect, type Choice } from '#web/ui/SearchSelect.tsx';
import { packagesKey } from './package-words.ts';

interface Props {
  line: PackageLine;
  onClose: () => void;
  onSaved: () => void;
}

/** A unit that somebody need not take: it counts as done, with a reason and a name, and the course then as completed, not as passed. */
export function WaiveDrawer({ line, onClose, onSaved }: Props) {
  const query = useQuery({
    queryKey: [...packagesKey, line.packageId],
    queryFn: () => call(getPackage, { params: { packageId: line.packageId } }),
  });
  const [who, setWho] = useState<Choice | null>(null);
  const [unit, setUnit] = useState('0');
  const [reason, setReason] = useState('');
  const waiving = useMutation({
    mutationFn: () =>
      call(waiveUnit, { params: { packageId: line.packageId, unit: Number(unit) }, body: { personId: who?.value ?? '', reason } }),
    onSuccess: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <FormDrawer
      title={`Waive a unit of “${line.title}”`}
      submit="Waive"
      busy={waiving.isPending}
      error={waiving.error ?? query.error}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        waiving.mutate();
      }}
    >
      <SearchSelect label="For whom" kind="people" required chosen={who} search={searchPeople} onChoose={setWho} />
      <Select
        label="Unit"
        allowDeselect={false}
        data={(query.data?.parts ?? []).map((part) => ({ value: String(part.unit), label: part.title }))}
        value={unit}
        onChange={(value) => setUnit(value ?? '0')}
      />
      <Textarea
        label="Why?"
        description="Stays on record with your name. It cannot be taken back."
        required
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDrawer>
  );
}
