import { Button, CloseButton, Group, MultiSelect, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import type { BoardAnswer, WhatIf } from '#coverage/contract.ts';
import type { LocalDate } from '#kernel/time.ts';
import css from './SidePanel.module.css';

interface Props {
  lists: Pick<BoardAnswer, 'units' | 'shifts' | 'people'>;
  from: LocalDate;
  to: LocalDate;
  changes: readonly WhatIf[];
  onChange: (changes: readonly WhatIf[]) => void;
}

/** What this run supposes; the hospital's own records stay as they are. */
export function WhatIfFields({ lists, from, to, changes, onChange }: Props) {
  const [unitId, setUnitId] = useState<string | null>(null);
  const [shiftId, setShiftId] = useState<string | null>(null);
  const [headcount, setHeadcount] = useState<number | string>(0);
  const [personIds, setPersonIds] = useState<string[]>([]);
  const words = (change: WhatIf): string =>
    change.kind === 'cut'
      ? `${lists.units.find((unit) => unit.unitId === change.unitId)?.name ?? change.unitId}, shift ${change.shiftId}: ${change.headcount === 0 || change.headcount === undefined ? 'no support' : `${change.headcount} at most`}`
      : `Not there: ${change.personIds.map((id) => lists.people.find((person) => person.personId === id)?.name ?? id).join(', ')}`;
  return (
    <fieldset style={{ border: 0, padding: 0, margin: '16px 0 0' }}>
      <legend className={css.heading}>What if</legend>
      <ul className={css.lines}>
        {changes.map((change, i) => (
          <li key={words(change)} className={css.person}>
            <span>{words(change)}</span>
            <CloseButton
              size="sm"
              aria-label={`Leave out: ${words(change)}`}
              onClick={() => onChange(changes.filter((_, at) => at !== i))}
            />
          </li>
        ))}
      </ul>
      <Group align="flex-end" gap="xs">
        <Select
          flex="2 1 180px"
          label="Cut a unit’s shift"
          placeholder="Unit"
          searchable
          data={lists.units.map((unit) => ({ value: unit.unitId, label: unit.name }))}
          value={unitId}
          onChange={setUnitId}
        />
        <Select
          flex="1 1 84px"
          label="Shift"
          placeholder="Shift"
          data={lists.shifts.map((shift) => shift.shiftId)}
          value={shiftId}
          onChange={setShiftId}
        />
        <NumberInput w={84} label="Keep" aria-label="Keep so many supporters" min={0} max={20} value={headcount} onChange={setHeadcount} />
        <Button
          variant="default"
          disabled={unitId === null || shiftId === null}
          onClick={() => {
            if (unitId === null || shiftId === null) return;
            onChange([...changes, { kind: 'cut', unitId, shiftId, from, to, headcount: Number(headcount) }]);
            setUnitId(null);
          }}
        >
          Add
        </Button>
      </Group>
      <Group align="flex-end" gap="xs" mt="xs" wrap="nowrap">
        <MultiSelect
          flex={1}
          label="These people are not there"
          placeholder={personIds.length === 0 ? 'Names' : ''}
          searchable
          limit={60}
          data={lists.people.filter((person) => person.kind !== null).map((person) => ({ value: person.personId, label: person.name }))}
          value={personIds}
          onChange={setPersonIds}
        />
        <Button
          variant="default"
          disabled={personIds.length === 0}
          onClick={() => {
            onChange([...changes, { kind: 'absent', personIds, from, to }]);
            setPersonIds([]);
          }}
        >
          Add
        </Button>
      </Group>
    </fieldset>
  );
}
