import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { getClinician } from '#coverage/contract.ts';
import { clinicianKey } from './query-keys.ts';
import { ClinicianBody } from './ClinicianBody.tsx';
import { ExposureDrawer } from './ExposureDrawer.tsx';
import { OutreachDrawer } from './OutreachDrawer.tsx';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { usePlaces } from '#web/app/use-places.ts';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { wordText } from '#web/ui/word-text.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';

/** One clinician: where they stand, where they will be, who is beside them. For help, never for judgement. */
export function ClinicianPage() {
  const { personId = '' } = useParams({ strict: false }) as { personId?: string };
  const { data, error, refetch } = useQuery({
    queryKey: clinicianKey(personId),
    queryFn: () => call(getClinician, { params: { personId } }),
  });
  const { unitName } = usePlaces();
  const mayOpenPerson = useCan('directory.person');
  const [open, setOpen] = useState<'outreach' | 'exposure' | null>(null);
  useNews(['coverage.plan-published', 'coverage.clinician-changed'], () => void refetch());
  const failure = <ProblemAlert error={error} title="This page could not be read" onRetry={() => void refetch()} />;
  if (!data) return error ? failure : <Loader size="sm" />;
  return (
    <>
      {failure}
      <PageHeader
        title={data.name}
        note={[wordText(data.specialty || data.jobRole), data.practiceGroup, unitName(data.homeUnit)].filter(Boolean).join(' · ')}
        actions={
          <>
            {mayOpenPerson && (
              <LinkButton variant="default" to="/people/$personId" params={{ personId }}>
                How to reach them
              </LinkButton>
            )}
            <Button variant="default" onClick={() => setOpen('exposure')}>
              Record rounds
            </Button>
            <Button onClick={() => setOpen('outreach')}>Arrange a meeting</Button>
          </>
        }
      />
      <ClinicianBody page={data} own={false} />
      {open === 'outreach' && <OutreachDrawer page={data} onClose={() => setOpen(null)} />}
      {open === 'exposure' && <ExposureDrawer page={data} onClose={() => setOpen(null)} />}
    </>
  );
}
