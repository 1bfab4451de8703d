/** What the page that plays a SCO is given (`web/player/`). */
export interface PlayerLaunch {
  readonly kind: 'scorm-1.2' | 'scorm-2004';
  /** Of the SCO, seen from the player. */
  readonly src: string;
  readonly commitTo: string;
  /** With what the run-time is filled before the SCO asks. */
  readonly cmi: Readonly<Record<string, unknown>>;
  /** Our own pages, which may ask the player to leave. */
  readonly framers: readonly string[];
}

/** What the player tells the page around it. `next`: where the SCO asks to go (SCORM 2004, `adl.nav.request`). */
export interface PlayerWord {
  readonly atelbow: 'left' | 'saved' | 'not-saved' | 'finished';
  readonly next?: 'continue' | 'previous';
}
