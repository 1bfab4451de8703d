import { Button, Group, Loader, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerSuperUser, getOwnSuperUser } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';

const key = ['training', 'super-users', 'own'] as const;
type Word = 'volunteer' | 'accept' | 'decline' | 'stop';

/** Volunteer, answer a proposal, see what came of it. */
export function OwnSuperUserPage() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: () => call(getOwnSuperUser, {}) });
  const answering = useMutation({
    mutationFn: (word: Word) => call(answerSuperUser, { body: { word } }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
  const own = data?.own ?? null;
  const button = (word: Word, label: string, primary = false) => (
    <Button
      variant={primary ? 'filled' : 'default'}
      loading={answering.isPending && answering.variables === word}
      onClick={() => answering.mutate(word)}
    >
      {label}
    </Button>
  );
  return (
    <>
      <PageHeader title="Super-user" note="Somebody of the unit whom colleagues ask first" />
      <ProblemAlert error={error ?? answering.error} title="That could not be done" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && (own === null || own.state === 'declined' || own.state === 'ended') && (
        <EmptyState title="Would you like to be one?" action={button('volunteer', 'I volunteer', true)}>
          You learn a little more than the others, and help on your own unit and shift during the go-live. You can stop at any time.
        </EmptyState>
      )}
      {own?.state === 'nominated' && (
        <Section title={`${own.proposedBy} asks you`} note={own.reason}>
          <Group>
            {button('accept', 'Yes, I will', true)}
            {button('decline', 'No')}
          </Group>
        </Section>
      )}
      {own?.state === 'accepted' && (
        <Section title="You are a super-user" actions={button('stop', 'I stop')}>
          <Text>
            {own.modulesPassed} of {own.modulesAsked} modules of the super-users’ curriculum passed; {own.taught} colleagues taught in the
            last four weeks.
          </Text>
          {own.against.map((line) => (
            <Text key={line} size="sm" c="dimmed">
              {line}
            </Text>
          ))}
        </Section>
      )}
      {own && own.thanks.length > 0 && (
        <Section title="Thanks">
          {own.thanks.map((one) => (
            <Text key={`${one.at}`}>
              “{one.text}” {one.byName}
            </Text>
          ))}
        </Section>
      )}
    </>
  );
}
