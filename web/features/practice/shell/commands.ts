import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';

/** Something that can be done from the command list (Ctrl+K). */
export interface Command {
  /** Stable while it is offered. */
  readonly key: string;
  readonly group: 'Here' | 'Go to' | 'Patients' | 'Attempt';
  readonly label: string;
  /** Shown after the label, and found as well. */
  readonly detail?: string;
  readonly run: () => void;
}

/** What the screens that are shown now offer: each registers its own, so that the list knows only what can be done here. */
export class CommandShelf {
  #opener: (what: 'list' | 'help') => void = () => {};
  readonly #offers = new Map<object, readonly Command[]>();
  readonly #watchers = new Set<() => void>();
  #version = 0;
  offer(by: object, commands: readonly Command[]): void {
    this.#offers.set(by, commands);
    this.#changed();
  }
  withdraw(by: object): void {
    this.#offers.delete(by);
    this.#changed();
  }
  #changed(): void {
    this.#version += 1;
    for (const watcher of this.#watchers) watcher();
  }
  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };
  readonly version = (): number => this.#version;
  /** Opens the list of commands, or the help with the keys. */
  open(what: 'list' | 'help'): void {
    this.#opener(what);
  }
  openBy(opener: (what: 'list' | 'help') => void): () => void {
    this.#opener = opener;
    return () => (this.#opener = () => {});
  }
  all(): Command[] {
    return [...this.#offers.values()].flat();
  }
}

export const CommandContext = createContext<CommandShelf | null>(null);

/** Offers commands while the component is shown. */
export function useCommands(commands: readonly Command[]): void {
  const shelf = useContext(CommandContext);
  const me = useRef({});
  useEffect(() => shelf?.offer(me.current, commands));
  useEffect(() => {
    const by = me.current;
    return () => shelf?.withdraw(by);
  }, [shelf]);
}

/** Everything on offer, kept up to date while the list is open. */
export function useOffers(shelf: CommandShelf): Command[] {
  const version = useSyncExternalStore(shelf.watch, shelf.version);
  // oxlint-disable-next-line react/exhaustive-deps -- `version` stands for what is on the shelf
  return useMemo(() => shelf.all(), [shelf, version]);
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

const between = /[^\p{L}\p{N}-]+/u;

/** Commands in which every typed word begins a word; those whose label begins with what was typed first, then in the order given. */
export function findCommands(commands: readonly Command[], typed: string): Command[] {
  const words = plain(typed).split(between).filter(Boolean);
  const begins = (one: Command): number => Number(plain(one.label).startsWith(plain(typed).trim()));
  return commands
    .filter((one) => {
      const parts = plain(`${one.label} ${one.detail ?? ''}`).split(between);
      return words.every((word) => parts.some((part) => part.startsWith(word)));
    })
    .toSorted((a, b) => begins(b) - begins(a));
}
