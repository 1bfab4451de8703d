import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { employments, listPeopleWords, type UnitRow } from '#directory/contract.ts';
import { employmentText } from './directory-words.ts';
import { loadedMax, type PeopleFilter } from './use-people.ts';
import { call } from '#web/app/call.ts';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { wordText } from '#web/ui/word-text.ts';

interface Props {
  filter: PeopleFilter;
  units: readonly UnitRow[];
  /** How many are loaded, of how many that fit. */
  shown: number;
  total: number;
  onChange: (part: Record<string, string>) => void;
}

/** Search and filters of the people list; they live in the address. */
export function PeopleFilters({ filter, units, shown, total, onChange }: Props) {
  const words = useQuery({ queryKey: ['people-words'], queryFn: () => call(listPeopleWords, {}), staleTime: 300_000 });
  return (
    <Toolbar
      end={
        total > 0 &&
        (shown < total && shown >= loadedMax
          ? `First 5,000 of ${total.toLocaleString('en')}: search to narrow`
          : `${total.toLocaleString('en')} people`)
      }
    >
      <TextInput
        aria-label="Search people"
        placeholder="Name, id, role, specialty, group or unit"
        leftSection={<IconSearch size={16} stroke={1.6} />}
        w={300}
        defaultValue={filter.q}
        onChange={(event) => onChange({ q: event.currentTarget.value })}
      />
      <Select
        aria-label="Job role"
        placeholder="Any role"
        clearable
        searchable
        w={170}
        value={filter.jobRole || null}
        data={(words.data?.jobRoles ?? []).map(({ word, people: count }) => ({ value: word, label: `${wordText(word)} (${count})` }))}
        onChange={(role) => onChange({ role: role ?? '' })}
      />
      <Select
        aria-label="Home unit"
        placeholder="Any unit"
        clearable
        searchable
        w={180}
        value={filter.unitId || null}
        data={units.map(({ unitId, name }) => ({ value: unitId, label: name }))}
        onChange={(unit) => onChange({ unit: unit ?? '' })}
      />
      <Select
        aria-label="Employment"
        placeholder="Any employment"
        clearable
        w={160}
        value={filter.employment || null}
        data={employments.map((value) => ({ value, label: employmentText[value] }))}
        onChange={(employment) => onChange({ employment: employment ?? '' })}
      />
      <Select
        aria-label="Who"
        w={130}
        allowDeselect={false}
        value={filter.who}
        data={[
          { value: 'current', label: 'Here now' },
          { value: 'left', label: 'Have left' },
          { value: 'all', label: 'Everybody' },
        ]}
        onChange={(who) => onChange({ who: who === 'current' || who === null ? '' : who })}
      />
    </Toolbar>
  );
}
