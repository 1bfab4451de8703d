import { Combobox, InputBase, Loader, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** A quiet second line: what tells two of the same name apart. */
  readonly note: string;
}

interface Props {
  label: string;
  description?: string;
  error?: string | null;
  required?: boolean;
  placeholder?: string;
  /** What is chosen, as it should read; null: nothing. */
  chosen: Choice | null;
  onChoose: (choice: Choice | null) => void;
  /** Answers the best few for what was typed. */
  search: (typed: string) => Promise<readonly Choice[]>;
  /** Names the list for the cache: one per kind of thing. */
  kind: string;
}

/** Picks one of very many, by typing: the list comes from the server. */
export function SearchSelect({ label, description, error, required = false, placeholder, chosen, onChoose, search, kind }: Props) {
  const combobox = useCombobox();
  const [typed, setTyped] = useState<string | null>(null);
  const [asked] = useDebouncedValue(typed ?? '', 150);
  const found = useQuery({ queryKey: ['search-select', kind, asked], queryFn: () => search(asked), enabled: typed !== null });
  const stop = (): void => {
    setTyped(null);
    combobox.closeDropdown();
  };
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => {
        onChoose(found.data?.find((choice) => choice.value === value) ?? null);
        stop();
      }}
    >
      <Combobox.Target>
        <InputBase
          size="sm"
          label={label}
          description={description}
          error={error}
          required={required}
          placeholder={placeholder ?? 'Type a name'}
          value={typed ?? chosen?.label ?? ''}
          rightSection={
            found.isFetching ? (
              <Loader size={16} />
            ) : chosen ? (
              <Combobox.ClearButton aria-label={`Clear ${label}`} onClear={() => onChoose(null)} />
            ) : null
          }
          rightSectionPointerEvents="all"
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={stop}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
          {found.data?.map((choice) => (
            <Combobox.Option key={choice.value} value={choice.value}>
              <div className="truncate">{choice.label}</div>
              <div className="truncate" style={{ fontSize: '0.75rem', color: 'var(--mantine-color-dimmed)' }}>
                {choice.note}
              </div>
            </Combobox.Option>
          ))}
          {found.data?.length === 0 && <Combobox.Empty>Nobody and nothing of that name</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
