import { Button } from '@mantine/core';
import { IconDeviceTv } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from './command-centre.module.css';
import { DowntimeSection } from './DowntimeSection.tsx';
import { IncidentSection } from './IncidentSection.tsx';
import { PeriodSection } from './PeriodSection.tsx';
import { SentSection } from './SentSection.tsx';
import { useWall } from './use-wall.ts';
import { quantileText, waitText, waitTone } from './wall-words.ts';

/** Where support is run: the situation, and what the command centre decides about it. */
export function CommandCentrePage() {
  const { board, error } = useWall();
  return (
    <>
      <PageHeader
        title="Command centre"
        note="The situation now, major incidents, downtime, and who leads."
        actions={
          <Button variant="default" component={Link} to="/wall" leftSection={<IconDeviceTv size={16} stroke={1.6} />}>
            Wall display
          </Button>
        }
      />
      <ProblemAlert error={error} title="The situation could not be read" />
      {board && (
        <dl className={css.figures}>
          <Figure label="Waiting">{board.queue.waiting}</Figure>
          <Figure label="Longest wait" tone={waitTone(board.queue.oldestMinutes)}>
            {waitText(board.queue.oldestMinutes)}
          </Figure>
          <Figure label="Nobody called" tone={board.queue.gaps > 0 ? 'gap' : 'calm'}>
            {board.queue.gaps}
          </Figure>
          <Figure label="Half helped within">{quantileText(board.waits.all.p50Minutes, board.waits.all.asked)}</Figure>
          <Figure label="9 in 10 within">{quantileText(board.waits.all.p90Minutes, board.waits.all.asked)}</Figure>
          <Figure label="Being helped">{board.queue.beingHelped}</Figure>
          <Figure label="To confirm">{board.queue.toConfirm}</Figure>
        </dl>
      )}
      <div className={css.two}>
        <IncidentSection />
        <DowntimeSection />
      </div>
      <PeriodSection />
      <SentSection />
    </>
  );
}

function Figure({ label, tone = 'calm', children }: { label: string; tone?: 'calm' | 'look' | 'gap'; children: string | number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd data-tone={tone}>{children}</dd>
    </div>
  );
}
