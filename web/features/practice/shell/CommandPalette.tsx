import { Modal, TextInput } from '@mantine/core';
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import css from './CommandPalette.module.css';
import { findCommands, useOffers, type Command, type CommandShelf } from './commands.ts';

interface Props {
  shelf: CommandShelf;
  onRun: (command: Command) => void;
  onClose: () => void;
}
const shownMax = 60;

/** Everything that can be done or opened from here, found by its first letters. */
export function CommandPalette({ shelf, onRun, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const commands = useOffers(shelf);
  const found = useMemo(() => findCommands(commands, typed).slice(0, shownMax), [commands, typed]);
  const chosen = found[Math.min(at, found.length - 1)];
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(found.length - 1, to));
    setAt(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const press = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 };
    const to = steps[event.key];
    if (to !== undefined) move(to);
    else if (event.key === 'Enter' && chosen) onRun(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title="Go to or do"
      size={560}
      yOffset="12vh"
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <TextInput
        data-autofocus
        role="combobox"
        aria-label="Go to or do"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen ? `${id}-${found.indexOf(chosen)}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder="A screen, a patient, something to do"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div id={`${id}-list`} role="listbox" aria-label="Found" className={css.list}>
        {found.map((one, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's: the list never has the focus
          <div
            key={one.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={one === chosen}
            className={css.option}
            onClick={() => onRun(one)}
          >
            <span className={css.label}>{one.label}</span>
            <span className={css.detail}>{one.detail}</span>
            {one.group !== found[index - 1]?.group && <span className={css.group}>{one.group}</span>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={css.none}>Nothing of that name is here.</p>}
      <p className={css.none}>Arrow keys choose, Enter goes, Escape closes. ? shows all keys.</p>
    </Modal>
  );
}
