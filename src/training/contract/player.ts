/** What the page that plays a SCO is given (`web/player/`). */
export interface PlayerLaunch {
  readonly kind: 'scorm-1.2' | 'scorm-2004';
  /** Of the SCO, seen from the player. */
  readonly src: string;
  readonly commitTo: string;
  /** With what the run-time is filled before the SCO asks. */
  readonly cmi: Readonly<Record<string, unknown>>;
  /** Where the course brings its own order: what `adl.nav.request_valid` answers. Each commit is answered with it anew. */
  readonly ways: PlayerWays | null;
  /** Our own pages, which may ask the player to leave. */
  readonly framers: readonly string[];
}

export interface PlayerWays {
  readonly continue: boolean;
  readonly previous: boolean;
  /** By the item's identifier. */
  readonly choice: Readonly<Record<string, boolean>>;
  readonly jump: Readonly<Record<string, boolean>>;
}

/** Where a SCO asks to go when it ends (SCORM 2004, `adl.nav.request`). */
export const playerMoves = ['continue', 'previous', 'choice', 'jump', 'exit', 'exitAll', 'abandon', 'abandonAll', 'suspendAll'] as const;
export interface PlayerMove {
  readonly to: (typeof playerMoves)[number];
  /** Of choice and jump: the item's identifier. */
  readonly target?: string | undefined;
}

/** What the player tells the page around it. */
export interface PlayerWord {
  readonly atelbow: 'left' | 'saved' | 'not-saved' | 'finished';
  readonly move?: PlayerMove;
  /** After a commit. */
  readonly ways?: Pick<PlayerWays, 'continue' | 'previous'>;
}
