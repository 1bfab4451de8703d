import { Button, Select, TextInput, Tooltip, ActionIcon } from '@mantine/core';
import { IconKeyboard, IconPhoneIncoming, IconSearch } from '@tabler/icons-react';
import type { Answer } from '#platform/http/route.ts';
import type { getDesk } from '#support/contract.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import css from './desk.module.css';
import { filters, filterWords, type DeskFilter } from './desk-words.ts';

interface Props {
  filter: DeskFilter;
  counts: Readonly<Record<DeskFilter, number>>;
  typed: string;
  unit: string;
  onDuty: Answer<typeof getDesk>['onDuty'];
  onChange: (part: Record<string, string>) => void;
  onCall: (() => void) | null;
  onHelp: () => void;
}

export function DeskToolbar({ filter, counts, typed, unit, onDuty, onChange, onCall, onHelp }: Props) {
  const { units } = usePlaces();
  const free = onDuty.filter(({ state, reachable }) => state === 'free' && reachable).length;
  const lost = onDuty.filter(({ reachable }) => !reachable).length;
  return (
    <header className={css.toolbar}>
      <h1 className={css.title}>Help desk</h1>
      <div className={css.filters} role="group" aria-label="Which requests">
        {filters.map((one) => (
          <button
            key={one}
            type="button"
            className={css.filter}
            aria-pressed={one === filter}
            data-alarm={(one === 'late' || one === 'nobody') && counts[one] > 0 ? true : undefined}
            onClick={() => onChange({ show: one === 'all' ? '' : one })}
          >
            {filterWords[one]} <span className={css.count}>{counts[one]}</span>
          </button>
        ))}
      </div>
      <TextInput
        id="desk-search"
        size="xs"
        w={140}
        aria-label="Search the queue"
        placeholder="Search ( / )"
        leftSection={<IconSearch size={14} stroke={1.6} />}
        value={typed}
        onChange={(event) => onChange({ q: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'Escape') document.getElementById('desk-queue')?.focus();
        }}
      />
      <Select
        size="xs"
        w={124}
        aria-label="Unit"
        placeholder="Every unit"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Every unit' }}
        value={unit || null}
        onChange={(to) => onChange({ unit: to ?? '' })}
        data={units.map((one) => ({ value: one.unitId, label: one.name }))}
      />
      <span className={css.space} />
      <span className={css.duty}>
        <StatusDot tone={free > 0 ? 'good' : 'gap'}>{free} free</StatusDot>
        <span className={css.quiet}>
          of {onDuty.length}
          {lost > 0 ? `, ${lost} silent` : ' on duty'}
        </span>
      </span>
      {onCall && (
        <Button size="xs" leftSection={<IconPhoneIncoming size={15} stroke={1.6} />} onClick={onCall} title="C">
          Somebody calls
        </Button>
      )}
      <Tooltip label="Keys ( ? )">
        <ActionIcon variant="subtle" color="gray" aria-label="Keys of the desk" onClick={onHelp}>
          <IconKeyboard size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}
