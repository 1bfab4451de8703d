import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Paging, Sort } from './DataTable.tsx';

interface Asked<Page, Row> {
  /** Of the whole question; a page's place is added. */
  readonly queryKey: readonly unknown[];
  readonly load: (place: { readonly offset: number; readonly limit: number }) => Promise<Page>;
  readonly rowsOf: (page: Page) => readonly Row[];
  /** How many rows there are in all, by any page. */
  readonly totalOf: (page: Page) => number;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort | null) => void;
}

const pageRows = 200;

/** The pages of a long list that are in sight; the first one always, for what it says of the whole. Goes with the `paging` of DataTable. */
export function usePages<Page, Row>({ queryKey, load, rowsOf, totalOf, sort, onSort }: Asked<Page, Row>) {
  const [shown, setShown] = useState({ from: 0, to: 0 });
  const pages = [...new Set([0, ...Array.from({ length: shown.to - shown.from + 1 }, (_, i) => shown.from + i)])];
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...queryKey, page],
      queryFn: () => load({ offset: page * pageRows, limit: pageRows }),
      // While another question is answered, the first page of the one before stays.
      ...(page === 0 ? { placeholderData: keepPreviousData } : {}),
    })),
  });
  const whole = answers[0]?.data as Page | undefined;
  const total = whole === undefined ? 0 : totalOf(whole);
  const loaded = answers.map((answer, i) => ({ page: pages[i] ?? 0, data: answer.data as Page | undefined }));
  const stamp = answers.map((answer) => answer.dataUpdatedAt).join();
  const rows = useMemo(() => {
    const all = Array.from<Row | undefined>({ length: total });
    for (const { page, data } of loaded) if (data !== undefined) rowsOf(data).forEach((row, i) => (all[page * pageRows + i] = row));
    return all.slice(0, total);
    // oxlint-disable-next-line react/exhaustive-deps -- `loaded` is another list each time; the stamp says when one of them holds another answer
  }, [stamp, total, pages.join(), queryKey.join()]);
  const onShow = useCallback((first: number, last: number) => {
    const next = { from: Math.floor(first / pageRows), to: Math.floor(last / pageRows) };
    setShown((before) => (before.from === next.from && before.to === next.to ? before : next));
  }, []);
  const paging: Paging = useMemo(() => ({ sort, onSort, onShow }), [sort, onSort, onShow]);
  return { whole, rows, total, paging, error: answers.find((one) => one.error)?.error ?? null };
}
