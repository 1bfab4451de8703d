import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { getTrainingRecord, type Duty, type RecordLine, type Standing } from '#training/contract.ts';
import { BurstSection } from './BurstSection.tsx';
import { GlassDrawer } from './GlassDrawer.tsx';
import { JudgementDrawer, type Judgement } from './JudgementDrawer.tsx';
import { NoticeDrawer } from './NoticeDrawer.tsx';
import { recordKey } from './query-keys.ts';
import { activityName, dutyText, dutyTone, levelText, lineText, missingText } from './training-words.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { usePlaces } from '#web/app/use-places.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { Facts } from '#web/ui/Facts.tsx';
import { localDateText } from '#web/ui/local-date-text.ts';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { dateText, timeText } from '#web/ui/time-text.ts';
import { wordText } from '#web/ui/word-text.ts';

const yearDate = (at: number): string => `${dateText(at)} ${new Date(at).getFullYear()}`;

/** One person's training record: what is asked, what proved it, what is decided and why. */
export function RecordPage() {
  const { personId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery({
    queryKey: recordKey(personId),
    queryFn: () => call(getTrainingRecord, { params: { personId } }),
  });
  useNews(['training.record-changed'], (item) => (item === null || item.subject === personId) && void refetch());
  const { unitName } = usePlaces();
  const may = {
    grant: useCan('training.grant'),
    waive: useCan('training.waive'),
    glass: useCan('training.break-glass'),
    notice: useCan('training.notice'),
  };
  const [judging, setJudging] = useState<Judgement | null>(null);
  const [breaking, setBreaking] = useState(false);
  const [noticing, setNoticing] = useState(false);
  const failure = <ProblemAlert error={error} title="The record could not be read" onRetry={() => void refetch()} />;
  if (!data) return error ? failure : <Loader size="sm" />;
  const { standing, lines } = data;
  const open = (kind: Judgement['kind'], duty: Duty | null) => setJudging({ kind, standing, duty });
  return (
    <>
      {failure}
      <PageHeader
        title={standing.name}
        note={`${wordText(standing.jobRole)}${standing.homeUnit ? `, ${unitName(standing.homeUnit)}` : ''}. Each look at this page is logged.`}
        actions={
          <>
            {may.grant && (
              <Button variant="default" onClick={() => open('shown', null)}>
                Recognise a skill
              </Button>
            )}
            {may.notice && (
              <Button variant="default" onClick={() => setNoticing(true)}>
                Offer a refresher
              </Button>
            )}
            {may.glass && !standing.decision.allow && (
              <Button variant="default" onClick={() => setBreaking(true)}>
                Break glass
              </Button>
            )}
            {may.waive && standing.decision.by === 'break-glass' && (
              <Button variant="default" onClick={() => open('mend', null)}>
                End break-glass
              </Button>
            )}
          </>
        }
      />
      <DecisionSection standing={standing} />
      <Section title="What their role needs" flush>
        <DataTable
          label="What their role needs"
          columns={dutyColumns(may.waive ? (duty) => open(duty.state === 'waived' ? 'withdraw' : 'waive', duty) : null)}
          rows={standing.duties}
          rowKey={(duty) => duty.competencyId}
          height={420}
          empty={<EmptyState title="Nothing is asked of this job role">Set requirements in the matrix.</EmptyState>}
        />
      </Section>
      <BurstSection bursts={standing.bursts} />
      <Section title="Everything on record" note="From the ledger; nothing is ever removed." flush>
        <DataTable
          label="Everything on record"
          columns={lineColumns}
          rows={lines}
          rowKey={(line) => line.factId}
          height={420}
          empty={<EmptyState title="Nothing yet">What they learn, here or in another system, appears by itself.</EmptyState>}
        />
      </Section>
      {judging && <JudgementDrawer judgement={judging} onClose={() => setJudging(null)} />}
      {noticing && <NoticeDrawer standing={standing} onClose={() => setNoticing(false)} />}
      {breaking && <GlassDrawer person={standing} hoursMax={data.breakGlassHoursMax} onClose={() => setBreaking(false)} />}
    </>
  );
}

function DecisionSection({ standing }: { standing: Standing }) {
  const { decision } = standing;
  const by = { certification: 'Certified', 'nothing-needed': 'The role needs no training', 'break-glass': 'Break-glass' };
  return (
    <Section title="Access to the EHR">
      <Facts
        facts={[
          [
            'Now',
            <StatusDot key="now" tone={decision.by === 'break-glass' ? 'look' : decision.allow ? 'good' : 'gap'}>
              {decision.by === null ? 'No access' : by[decision.by]}
            </StatusDot>,
          ],
          [
            'Until',
            decision.until === null ? (decision.allow ? 'Nothing ends it' : '') : `${yearDate(decision.until)} ${timeText(decision.until)}`,
          ],
          ['Opens', decision.accessProfiles.join(', ')],
          ['Missing', decision.missing.length === 0 ? 'Nothing' : decision.missing.map((one) => missingText(one)).join('; ')],
        ]}
      />
    </Section>
  );
}

const dutyColumns = (judge: ((duty: Duty) => void) | null): Column<Duty>[] => [
  {
    key: 'name',
    header: 'Skill',
    width: 'minmax(170px, 2fr)',
    sortBy: (duty) => duty.name,
    cell: (duty) => (
      <span className="truncate" title={duty.why}>
        {duty.name}
      </span>
    ),
  },
  { key: 'level', header: 'Level', width: '130px', hiddenBelow: 960, sortBy: (duty) => duty.level, cell: (duty) => levelText[duty.level] },
  {
    key: 'mandatory',
    header: 'For access',
    width: '122px',
    hiddenBelow: 960,
    sortBy: (duty) => Number(duty.mandatory),
    cell: (duty) => (duty.mandatory ? 'Needed' : 'Recommended'),
  },
  {
    key: 'state',
    header: 'State',
    width: '130px',
    sortBy: (duty) => duty.state,
    cell: (duty) => <StatusDot tone={dutyTone[duty.state]}>{dutyText[duty.state]}</StatusDot>,
  },
  {
    key: 'due',
    header: 'Due or until',
    width: '150px',
    hiddenBelow: 640,
    sortBy: (duty) => duty.due ?? '9',
    cell: (duty) =>
      duty.state === 'done' || duty.state === 'waived'
        ? duty.coveredUntil === null
          ? '–'
          : yearDate(duty.coveredUntil)
        : duty.due === null
          ? '–'
          : localDateText(duty.due),
  },
  {
    key: 'failed',
    header: 'Not passed',
    width: '90px',
    align: 'right',
    hiddenBelow: 640,
    sortBy: (duty) => duty.failedAttempts,
    cell: (duty) => duty.failedAttempts || '–',
  },
  ...(judge
    ? [
        {
          key: 'judge',
          header: '',
          width: '100px',
          align: 'right' as const,
          cell: (duty: Duty) =>
            duty.state !== 'done' && (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`${duty.state === 'waived' ? 'Take back' : 'Waive'}: ${duty.name}`}
                onClick={() => judge(duty)}
              >
                {duty.state === 'waived' ? 'Take back' : 'Waive'}
              </Button>
            ),
        },
      ]
    : []),
];

const cut = (text: string) => (
  <span className="truncate" title={text}>
    {text}
  </span>
);
const lineColumns: Column<RecordLine>[] = [
  { key: 'at', header: 'When', width: '150px', sortBy: (line) => line.at, cell: (line) => `${dateText(line.at)} ${timeText(line.at)}` },
  {
    key: 'kind',
    header: 'What',
    width: '180px',
    sortBy: lineText,
    cell: (line) => (line.voided ? <s>{lineText(line)}</s> : lineText(line)),
  },
  {
    key: 'about',
    header: 'About',
    width: 'minmax(140px, 1.6fr)',
    hiddenBelow: 640,
    sortBy: (line) => line.about,
    cell: (line) => cut(activityName(line.about)),
  },
  {
    key: 'score',
    header: 'Score',
    width: '70px',
    align: 'right',
    hiddenBelow: 640,
    sortBy: (line) => line.score ?? -1,
    cell: (line) => (line.score === null ? '–' : `${Math.round(line.score * 100)}%`),
  },
  {
    key: 'by',
    header: 'By, and why',
    width: 'minmax(160px, 1.6fr)',
    hiddenBelow: 960,
    cell: (line) => cut([line.outside ? 'Another system' : line.by, line.reason, line.voided ? 'voided' : ''].filter(Boolean).join(': ')),
  },
];
