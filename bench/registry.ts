/** A bench measures in its own run and returns figures by key; the keys are promised in docs/operate/benches.md. */
export interface Bench {
  readonly run: (options: { readonly quick: boolean; readonly only: readonly string[] }) => Promise<Record<string, number>>;
}

/** Every bench by name, loaded only when it is asked for. */
export const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  planner: () => import('./planner.ts'),
  sandbox: () => import('./sandbox.ts'),
  dispatch: () => import('./dispatch.ts'),
  desk: () => import('./desk.ts'),
  board: () => import('./board.ts'),
  records: () => import('./records.ts'),
  timetable: () => import('./timetable.ts'),
};
