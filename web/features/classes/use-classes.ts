import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getClassSetUp, listMeetings, listTimetables } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';

export const classesKey = ['training', 'classes'] as const;

/** Classes that begin in a stretch of time; changes by others arrive by themselves. */
export function useMeetings(from: number, to: number) {
  const query = useQuery({ queryKey: [...classesKey, 'meetings', from, to], queryFn: () => call(listMeetings, { query: { from, to } }) });
  useClassNews();
  return query;
}

export const useClassSetUp = () => useQuery({ queryKey: [...classesKey, 'set-up'], queryFn: () => call(getClassSetUp, {}) });

export function useTimetables() {
  const query = useQuery({ queryKey: [...classesKey, 'timetables'], queryFn: () => call(listTimetables, {}) });
  useNews('training.timetable-progressed', () => void query.refetch());
  return query;
}

/** Whatever of classes changed: ask again for what is shown. */
export function useClassNews(): void {
  const client = useQueryClient();
  useNews('training.class-changed', () => void client.invalidateQueries({ queryKey: classesKey }));
}

export function useRefreshClasses(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: classesKey });
}
