import { Anchor, Button, Loader, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { getPerson } from '#directory/contract.ts';
import { employmentText, fullName } from './directory-words.ts';
import { PersonDrawer } from './PersonDrawer.tsx';
import { RoleHistory } from './RoleHistory.tsx';
import { usePlaces } from '#web/app/use-places.ts';
import { call } from '#web/app/call.ts';
import { useCan } from '#web/app/session.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { Facts } from '#web/ui/Facts.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { localDateText } from '#web/ui/local-date-text.ts';
import { wordText } from '#web/ui/word-text.ts';

/** One person with contact points and history. Each reading is written to the audit log. */
export function PersonPage() {
  const { personId = '' } = useParams({ strict: false }) as { personId?: string };
  const { data, error, refetch } = useQuery({ queryKey: ['person', personId], queryFn: () => call(getPerson, { params: { personId } }) });
  const { unitName } = usePlaces();
  const mayChange = useCan('directory.change');
  const maySeeClock = useCan('coverage.clinician');
  const [changing, setChanging] = useState(false);
  const failure = <ProblemAlert error={error} title="This person could not be read" onRetry={() => void refetch()} />;
  if (!data) return error ? failure : <Loader size="sm" />;
  const { person, manager, history } = data;
  return (
    <>
      {failure}
      <PageHeader
        title={fullName(person)}
        note={[wordText(person.jobRole), wordText(person.specialty), person.practiceGroup, unitName(person.homeUnit)]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <>
            {maySeeClock && (
              <LinkButton variant="default" to="/clinicians/$personId" params={{ personId }}>
                Rounds and support
              </LinkButton>
            )}
            {mayChange && <Button onClick={() => setChanging(true)}>Change</Button>}
          </>
        }
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing={{ base: 0, md: 'lg' }}>
        <Section title="How to reach them">
          <Facts
            facts={[
              ['Pager', person.pager],
              [
                'Phone',
                person.phone && (
                  <Anchor key="phone" href={`tel:${person.phone.replaceAll(/[^+\d]/g, '')}`}>
                    {person.phone}
                  </Anchor>
                ),
              ],
              [
                'Mail',
                person.email && (
                  <Anchor key="mail" href={`mailto:${person.email}`}>
                    {person.email}
                  </Anchor>
                ),
              ],
              ['Languages', person.languages.join(', ')],
              [
                'Manager',
                manager && (
                  <Link key="manager" to="/people/$personId" params={{ personId: manager.personId }}>
                    {fullName(manager)}
                  </Link>
                ),
              ],
            ]}
          />
        </Section>
        <Section title="Employment and ids">
          <Facts
            facts={[
              ['Employment', employmentText[person.employment]],
              ['Hired', person.hireDate && localDateText(person.hireDate)],
              ['Last day', person.endDate && localDateText(person.endDate)],
              ['Id', person.personId],
              ['EHR user id', person.ehrUserId],
              ['NPI', person.npi],
            ]}
          />
        </Section>
      </SimpleGrid>
      <Section title="Which roles they held, and when" note="The newest first" flush>
        <RoleHistory history={history} unitName={unitName} />
      </Section>
      {changing && <PersonDrawer person={person} onClose={() => setChanging(false)} />}
    </>
  );
}
