import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import { publishedPlanId } from '#coverage/contract.ts';
import { addDays, isLocalDate, toLocal, type LocalDate } from '#kernel/time.ts';
import { mondayOf, type BoardFilter } from './board-rows.ts';
import { zooms } from './time-scale.ts';

/** What the address of the board says: whoever gets the link sees the same. */
const Search = z.object({
  view: z.enum(['units', 'people']).catch('units'),
  zoom: z.enum(zooms).catch('week'),
  plan: z.string().catch(publishedPlanId),
  /** Compared with this one, side by side. */
  with: z.string().optional().catch(undefined),
  from: z.string().refine(isLocalDate).optional().catch(undefined),
  site: z.string().optional().catch(undefined),
  unit: z.string().optional().catch(undefined),
  find: z.string().catch(''),
  kind: z.enum(['unit', 'round', 'outreach']).optional().catch(undefined),
  gaps: z.boolean().catch(false),
  /** Opens the dialog of a new plan run. */
  run: z.boolean().catch(false),
});
export type BoardSearch = z.infer<typeof Search>;

const weeksInSight = 6;

export interface BoardAddress {
  readonly search: BoardSearch;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly filter: BoardFilter;
  readonly change: (part: Partial<BoardSearch>) => void;
}

export function useBoardAddress(): BoardAddress {
  const search = Search.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const [opened] = useState(() => Date.now());
  const from = mondayOf(search.from ?? toLocal(opened, Intl.DateTimeFormat().resolvedOptions().timeZone).date);
  return {
    search,
    from,
    to: addDays(from, weeksInSight * 7 - 1),
    filter: {
      siteId: search.site ?? null,
      unitId: search.unit ?? null,
      search: search.find,
      kind: search.kind ?? null,
      onlyGaps: search.gaps,
    },
    change(part) {
      const next = { ...search, ...part };
      const plain = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== '' && value !== false));
      void navigate({ to: '/coverage', search: plain, replace: true });
    },
  };
}
