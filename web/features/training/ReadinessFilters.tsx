import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { Answer } from '#platform/http/route.ts';
import type { getReadiness } from '#training/contract.ts';
import { readinessText } from './training-words.ts';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { wordText } from '#web/ui/word-text.ts';

interface Props {
  readiness: Answer<typeof getReadiness>;
  search: Readonly<Record<string, string>>;
  unitName: (unitId: string) => string;
  onChange: (part: Record<string, string>) => void;
}

/** Search and filters of the people; they live in the address. */
export function ReadinessFilters({ readiness, search, unitName, onChange }: Props) {
  const units = readiness.byUnit.map((group) => ({ value: group.key, label: unitName(group.key) }));
  const roles = readiness.byRole.map((group) => ({ value: group.key, label: wordText(group.key) }));
  const states = readiness.everybody.states
    .filter(({ people }) => people > 0)
    .map(({ state }) => ({ value: state, label: readinessText[state] }));
  return (
    <Toolbar end={`${readiness.fitting.toLocaleString('en')} shown`}>
      <TextInput
        aria-label="Search people"
        placeholder="Name"
        leftSection={<IconSearch size={16} stroke={1.6} />}
        w={180}
        defaultValue={search.q ?? ''}
        onChange={(event) => onChange({ q: event.currentTarget.value })}
      />
      <Select
        aria-label="Unit"
        placeholder="All units"
        clearable
        searchable
        w={190}
        data={units}
        value={search.unit ?? null}
        onChange={(value) => onChange({ unit: value ?? '' })}
      />
      <Select
        aria-label="Job role"
        placeholder="All job roles"
        clearable
        w={170}
        data={roles}
        value={search.role ?? null}
        onChange={(value) => onChange({ role: value ?? '' })}
      />
      <SegmentedControl
        size="xs"
        aria-label="State"
        value={search.state ?? ''}
        onChange={(value) => onChange({ state: value })}
        data={[{ value: '', label: 'All' }, ...states]}
      />
    </Toolbar>
  );
}
