import { createContext, useContext, useEffect, useRef } from 'react';

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
  readonly #offers = new Map<object, () => readonly Command[]>();
  offer(by: object, commands: () => readonly Command[]): () => void {
    this.#offers.set(by, commands);
    return () => this.#offers.delete(by);
  }
  /** Opens the list of commands, or the help with the keys. */
  open(what: 'list' | 'help'): void {
    this.#opener(what);
  }
  openBy(opener: (what: 'list' | 'help') => void): () => void {
    this.#opener = opener;
    return () => (this.#opener = () => {});
  }
  all(): Command[] {
    return [...this.#offers.values()].flatMap((commands) => commands());
  }
}

export const CommandContext = createContext<CommandShelf | null>(null);

/** Offers commands while the component is shown; they are asked for when the list opens, so they are never stale. */
export function useCommands(commands: readonly Command[]): void {
  const shelf = useContext(CommandContext);
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => shelf?.offer(latest, () => latest.current), [shelf]);
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Commands in which every typed word begins a word; those whose label begins with what was typed first, then in the order given. */
export function findCommands(commands: readonly Command[], typed: string): Command[] {
  const words = plain(typed)
    .split(/[\s,]+/)
    .filter(Boolean);
  const begins = (one: Command): number => Number(plain(one.label).startsWith(plain(typed).trim()));
  return commands
    .filter((one) => {
      const parts = plain(`${one.label} ${one.detail ?? ''}`).split(/[^\p{L}\p{N}-]+/u);
      return words.every((word) => parts.some((part) => part.startsWith(word)));
    })
    .toSorted((a, b) => begins(b) - begins(a));
}
