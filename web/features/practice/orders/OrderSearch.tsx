import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { findOrderables, type Orderable } from './catalogue.ts';

const kindWords: Record<Orderable['kind'], string> = {
  medication: 'medication',
  laboratory: 'laboratory',
  imaging: 'imaging',
  nursing: 'nursing',
  diet: 'diet',
  procedure: 'procedure',
  referral: 'referral',
};

interface Props {
  orderables: readonly Orderable[];
  favourites: readonly Orderable[];
  disabled: boolean;
  onChoose: (orderable: Orderable) => void;
}

/** One field finds everything that can be ordered. Empty, it offers what this person orders most. */
export function OrderSearch({ orderables, favourites, disabled, onChoose }: Props) {
  const [typed, setTyped] = useState('');
  const combobox = useCombobox();
  const found = useMemo(() => (typed.trim() === '' ? favourites : findOrderables(orderables, typed)), [orderables, favourites, typed]);
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(key) => {
        const chosen = orderables.find((one) => one.key === key);
        setTyped('');
        combobox.closeDropdown();
        if (chosen) onChoose(chosen);
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          data-start
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={combobox.dropdownOpened}
          aria-controls={combobox.listId ?? ''}
          aria-label="Find an order"
          placeholder="Order: drug, test, imaging, diet, nursing …"
          leftSection={<IconSearch size={15} />}
          value={typed}
          disabled={disabled}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0 && typed.trim() === ''}>
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }} aria-label="Orders found">
          {found.map((one) => (
            <Combobox.Option key={one.key} value={one.key}>
              <strong style={{ fontWeight: 550 }}>{one.name}</strong>{' '}
              <span style={{ color: 'var(--mantine-color-dimmed)', fontSize: '0.75rem' }}>
                {kindWords[one.kind]}
                {one.kind === 'medication' && `, ${[...new Set(one.products.map((product) => product.form))].join(', ')}`}
              </span>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>Nothing of that name can be ordered here</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
