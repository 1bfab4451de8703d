import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { AttemptDetail } from '#sandbox/contract.ts';
import { useNow } from '#web/ui/use-now.ts';
import { practiceKeys } from '../shell/practice-keys.ts';
import css from './goals.module.css';

const soonMs = 5 * 60_000;
/** The server ends the attempt when it is next asked after its time: this asks a moment later. */
const graceMs = 1500;

/** How long is left of an attempt that ends by itself. When the time is up, what was done is handed in. */
export function ExamClock({ attempt: { attemptId, endsAt, exam, state } }: { attempt: AttemptDetail }) {
  const now = useNow(1000);
  const client = useQueryClient();
  const navigate = useNavigate();
  const isOpen = state === 'open';
  useEffect(() => {
    if (endsAt === null || !isOpen) return;
    const timer = setTimeout(
      () => {
        void client.invalidateQueries({ queryKey: practiceKeys.attempt(attemptId) });
        void navigate({ to: '/practice/$attemptId/grade', params: { attemptId } });
      },
      Math.max(0, endsAt - Date.now()) + graceMs,
    );
    return () => clearTimeout(timer);
  }, [endsAt, isOpen, attemptId, client, navigate]);
  if (!isOpen || (endsAt === null && !exam)) return null;
  if (endsAt === null) return <span className={css.exam}>Examination</span>;
  const left = Math.max(0, endsAt - now);
  return (
    <span className={css.exam} data-soon={left < soonMs || undefined} role="timer">
      {exam && <b>Examination </b>}
      {clockText(left)} <span className={css.left}>left</span>
      <span className="screen-reader" role="status">
        {left < soonMs && left > 0 ? `${Math.ceil(left / 60_000)} minutes left` : ''}
      </span>
    </span>
  );
}

export function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}
