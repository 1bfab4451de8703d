import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { plural } from '#web/ui/time-text.ts';
import css from './BoardToolbar.module.css';
import type { BoardModel } from './board-model.ts';
import type { BoardAddress } from './board-search.ts';

interface Props {
  address: BoardAddress;
  model: BoardModel;
  rows: number;
  gapsShown: boolean;
  onGaps: () => void;
}

export function BoardFilterBar({ address, model, rows, gapsShown, onGaps }: Props) {
  const { search, change } = address;
  const [words, setWords] = useState(search.find);
  const find = useDebouncedCallback((text: string) => change({ find: text }), 200);
  const sites = model.answer.sites.map((site) => ({ value: site.siteId, label: site.name }));
  const units = model.answer.units.filter((unit) => search.site === undefined || unit.siteId === search.site);
  const set = [search.site, search.unit, search.kind, search.find || undefined, search.gaps || undefined].some(
    (part) => part !== undefined,
  );
  return (
    <div className={`${css.filter} no-print`} role="search" aria-label="Filter the board">
      <TextInput
        size="xs"
        aria-label="Find a person or a unit"
        placeholder="Person or unit"
        leftSection={<IconSearch size={14} />}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          find(event.currentTarget.value);
        }}
      />
      {sites.length > 1 && (
        <Select
          size="xs"
          aria-label="Site"
          placeholder="All sites"
          clearable
          data={sites}
          value={search.site ?? null}
          onChange={(site) => change({ site: site ?? undefined, unit: undefined })}
        />
      )}
      <Select
        size="xs"
        aria-label="Unit"
        placeholder="All units"
        clearable
        searchable
        data={units.map((unit) => ({ value: unit.unitId, label: unit.name }))}
        value={search.unit ?? null}
        onChange={(unit) => change({ unit: unit ?? undefined })}
      />
      <Select
        size="xs"
        aria-label="Kind of support"
        placeholder="All kinds"
        clearable
        data={[
          { value: 'unit', label: 'Units' },
          { value: 'round', label: 'Rounds' },
          { value: 'outreach', label: 'Outreach' },
        ]}
        value={search.kind ?? null}
        onChange={(kind) => change({ kind: (kind as 'unit' | null) ?? undefined })}
      />
      <Checkbox size="xs" label="Only gaps" checked={search.gaps} onChange={(event) => change({ gaps: event.currentTarget.checked })} />
      {set && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            setWords('');
            change({ site: undefined, unit: undefined, kind: undefined, find: '', gaps: false });
          }}
        >
          Clear
        </Button>
      )}
      <span className={css.sum}>{plural(rows, 'row')}</span>
      <Button
        className={css.gaps}
        size="xs"
        variant={model.gaps.length > 0 ? 'light' : 'default'}
        {...(model.gaps.length > 0 ? { color: 'red' } : {})}
        aria-expanded={gapsShown}
        onClick={onGaps}
      >
        {model.gaps.length === 0 ? 'No gaps' : plural(model.gaps.length, 'gap')}
      </Button>
    </div>
  );
}
