import { Button, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listReleases, withdrawRelease, type ReleaseView } from '#training/contract.ts';
import { releasesKey } from './query-keys.ts';
import { RefresherSection } from './RefresherSection.tsx';
import { ReleaseDrawer } from './ReleaseDrawer.tsx';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { Facts } from '#web/ui/Facts.tsx';
import { localDateText } from '#web/ui/local-date-text.ts';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';
import { Section } from '#web/ui/Section.tsx';
import { dateText } from '#web/ui/time-text.ts';
import { wordText } from '#web/ui/word-text.ts';

/** What changed in the EHR and whom that reaches; which signals call for a refresher. */
export function ReleasesPage() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: releasesKey, queryFn: () => call(listReleases, {}) });
  useNews(['training.releases-changed', 'training.record-changed'], () => void refetch());
  const mayChange = useCan('training.change');
  const [announcing, setAnnouncing] = useState(false);
  const announce = mayChange && <Button onClick={() => setAnnouncing(true)}>Announce a change</Button>;
  return (
    <>
      <PageHeader
        title="Changes and refreshers"
        note="A change of the EHR reaches just those whose tasks it touches, as a few minutes. Nobody else is bothered."
        actions={data && data.releases.length > 0 && announce}
      />
      <ProblemAlert error={error} title="The changes could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data?.releases.length === 0 && (
        <EmptyState title="No change was announced yet" action={announce}>
          Name the skills that are done differently; the matrix knows whose they are.
        </EmptyState>
      )}
      {data?.releases.map((release) => (
        <ReleaseSection
          key={release.releaseId}
          release={release}
          mayChange={mayChange}
          onChanged={() => void client.invalidateQueries({ queryKey: releasesKey })}
        />
      ))}
      <RefresherSection mayChange={mayChange} />
      {announcing && <ReleaseDrawer onClose={() => setAnnouncing(false)} />}
    </>
  );
}

function ReleaseSection({ release, mayChange, onChanged }: { release: ReleaseView; mayChange: boolean; onChanged: () => void }) {
  const withdrawn = release.withdrawnAt !== null;
  const reach = release.reach.map((one) => `${wordText(one.jobRole)} ${one.done} of ${one.people}`).join(', ');
  return (
    <Section
      title={release.title}
      note={`${dateText(release.announcedAt)}, ${release.byName}`}
      actions={
        mayChange &&
        !withdrawn && (
          <RemoveButton
            label="Withdraw"
            confirm="Withdraw"
            compact
            remove={() => call(withdrawRelease, { params: release })}
            onRemoved={onChanged}
          >
            The change does not come after all: it disappears from everybody’s list.
          </RemoveButton>
        )
      }
    >
      <Facts
        facts={[
          ['Different now', release.change],
          ['By', `${localDateText(release.due)}${release.mandatory ? ', needed to keep access' : ''}`],
          ['Know by now', withdrawn ? 'Withdrawn' : reach || 'It reaches nobody: no role is asked these skills'],
        ]}
      />
    </Section>
  );
}
