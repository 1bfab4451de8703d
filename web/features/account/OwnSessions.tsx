import { Button, Loader, Table } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { endOwnSession, listOwnSessions } from '#platform/auth/contract.ts';
import { ownSessionsKey } from './query-keys.ts';
import { browserName } from './browser-name.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';

export function OwnSessions() {
  const client = useQueryClient();
  const { data, error } = useQuery({ queryKey: ownSessionsKey, queryFn: () => call(listOwnSessions, {}) });
  const ending = useMutation({
    mutationFn: (sessionId: string) => call(endOwnSession, { params: { sessionId } }),
    onSettled: () => client.invalidateQueries({ queryKey: ownSessionsKey }),
  });
  return (
    <Section title="Where you are signed in" note="Sign out what you do not know, then change your password." flush>
      <ProblemAlert error={error ?? ending.error} />
      {!data && !error && <Loader size="sm" m="md" />}
      {data && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Browser</Table.Th>
              <Table.Th>Last seen</Table.Th>
              <Table.Th visibleFrom="sm">Signed in</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.sessions.map((session) => (
              <Table.Tr key={session.sessionId}>
                <Table.Td title={session.userAgent}>{browserName(session.userAgent)}</Table.Td>
                <Table.Td>
                  <TimeText at={session.lastSeenAt} />
                </Table.Td>
                <Table.Td visibleFrom="sm">
                  <TimeText at={session.createdAt} />
                </Table.Td>
                <Table.Td ta="right">
                  {session.current ? (
                    <StatusDot tone="good">This one</StatusDot>
                  ) : (
                    <Button
                      size="compact-sm"
                      variant="default"
                      loading={ending.isPending && ending.variables === session.sessionId}
                      onClick={() => ending.mutate(session.sessionId)}
                    >
                      Sign out
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
