import { Button, Divider, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { issuePasswordLink, removeTotpOf, type Account } from '#platform/auth/contract.ts';
import { accountsKey } from './query-keys.ts';
import type { IssuedLink } from './PasswordLink.tsx';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';

/** For somebody who lost their password or their phone. */
export function AccountKeys({ account, onLink }: { account: Account; onLink: (link: IssuedLink) => void }) {
  const client = useQueryClient();
  const params = { accountId: account.accountId };
  const linking = useMutation({ mutationFn: () => call(issuePasswordLink, { params }), onSuccess: ({ link }) => onLink(link) });
  const removing = useMutation({
    mutationFn: () => call(removeTotpOf, { params }),
    onSuccess: () => client.invalidateQueries({ queryKey: accountsKey }),
  });
  return (
    <Stack gap="sm" mt="lg">
      <Divider />
      <Text fw={600}>Lost password or phone</Text>
      <Text size="sm" c="dimmed">
        A new link makes earlier ones useless. Be sure that it is them who ask: call them back on a number that you know.
      </Text>
      <Group gap="xs">
        <Button variant="default" loading={linking.isPending} onClick={() => linking.mutate()}>
          Make a password link
        </Button>
        {account.totpOn && !removing.isSuccess && (
          <Button variant="default" loading={removing.isPending} onClick={() => removing.mutate()}>
            Turn their authenticator app off
          </Button>
        )}
      </Group>
      {removing.isSuccess && <Text role="status">Their authenticator app is off; their password alone signs them in.</Text>}
      <ProblemAlert error={linking.error ?? removing.error} />
    </Stack>
  );
}
