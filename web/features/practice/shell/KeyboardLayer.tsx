import { useEffect, useRef, useState, type ReactNode } from 'react';
import { CommandContext, CommandShelf, useCommands, type Command } from './commands.ts';
import { CommandPalette } from './CommandPalette.tsx';
import { focusNet, focusWork } from './focus-net.ts';
import { KeyboardHelp } from './KeyboardHelp.tsx';
import { usePlace } from './place.ts';
import { nextRegion } from './regions.ts';
import { usePlaceCommands } from './use-place-commands.ts';

const singleKeysKey = 'atelbow-practice-single-keys';
const typing = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]';

/** One set of keys for every screen of the practice EHR: what they do is in `keys.ts`, which the help shows. */
export function KeyboardLayer({ className, children }: { className: string | undefined; children: ReactNode }) {
  const [shelf] = useState(() => new CommandShelf());
  return (
    <CommandContext value={shelf}>
      <Layer className={className} shelf={shelf}>
        {children}
      </Layer>
    </CommandContext>
  );
}

function Layer({ className, shelf, children }: { className: string | undefined; shelf: CommandShelf; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<'list' | 'help' | null>(null);
  const [singleKeys, setSingleKeys] = useState(() => localStorage.getItem(singleKeysKey) !== 'off');
  const before = useRef<Element | null>(null);
  const { stepPart, stepChart, commands } = usePlaceCommands();
  useCommands([...commands, { key: 'help', group: 'Attempt', label: 'Keyboard help', detail: '?', run: () => setOpen('help') }]);
  useFocusOnArrival(frame);
  useEffect(() => (frame.current ? focusNet(frame.current) : undefined), []);
  useEffect(
    () =>
      shelf.openBy((what) => {
        before.current = document.activeElement;
        setOpen(what);
      }),
    [shelf],
  );
  const backTo = (): void => {
    setOpen(null);
    requestAnimationFrame(() => {
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
      else if (frame.current) focusWork(frame.current);
    });
  };
  const keys = useRef<(event: KeyboardEvent) => void>(() => {});
  useEffect(() => {
    keys.current = (event) => {
      if (document.querySelector('[aria-modal="true"]')) return;
      const key = `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.key}`;
      const turn = event.shiftKey ? -1 : 1;
      const isTyping = event.target instanceof Element && event.target.matches(typing);
      before.current = document.activeElement;
      if (key === 'Ctrl+k') setOpen('list');
      else if (key === 'F6' && frame.current) nextRegion(frame.current, turn)?.focus();
      else if (key === 'F8') stepChart(turn);
      else if (key === 'Alt+PageDown') stepPart(1);
      else if (key === 'Alt+PageUp') stepPart(-1);
      else if (key === '?' && singleKeys && !isTyping) setOpen('help');
      else return;
      event.preventDefault();
    };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => keys.current(event);
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  const run = (command: Command): void => {
    setOpen(null);
    requestAnimationFrame(() => {
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus({ preventScroll: true });
      command.run();
    });
  };
  return (
    <div className={className} ref={frame}>
      {children}
      {open === 'list' && <CommandPalette shelf={shelf} onRun={run} onClose={backTo} />}
      {open === 'help' && (
        <KeyboardHelp
          singleKeys={singleKeys}
          onSingleKeys={(on) => {
            localStorage.setItem(singleKeysKey, on ? 'on' : 'off');
            setSingleKeys(on);
          }}
          onClose={backTo}
        />
      )}
    </div>
  );
}

/** Whoever goes to another screen goes on working there: the focus comes along, unless they walk the tabs. */
function useFocusOnArrival(frame: React.RefObject<HTMLDivElement | null>): void {
  const { screen, patient } = usePlace();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const focused = document.activeElement;
    if (focused?.closest('[data-keeps-focus]') || document.querySelector('[aria-modal="true"]')) return;
    if (frame.current) focusWork(frame.current);
  }, [screen, patient, frame]);
}
