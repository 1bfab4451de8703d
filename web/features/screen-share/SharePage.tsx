import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { joinShare } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useSession } from '#web/app/session.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { useSearchState } from '#web/ui/use-search-state.ts';
import css from './screen-share.module.css';
import { ShowScreen } from './ShowScreen.tsx';

/** The side that shows: by the six digits that the help desk says on the telephone, or by one's own request. */
export function SharePage() {
  const [search] = useSearchState();
  const { account } = useSession();
  const [code, setCode] = useState('');
  // A key to an answer is after the # so that no server's log has it.
  const followToken = location.hash.startsWith('#follow=') ? location.hash.slice('#follow='.length) : null;
  const own =
    search.request !== undefined && account !== null ? { requestId: search.request } : followToken === null ? null : { followToken };
  const join = useMutation({
    mutationFn: (body: { code: string } | { requestId: string } | { followToken: string }) => call(joinShare, { body }),
  });
  return (
    <div className={css.page}>
      <PageHeader title="Show your screen" note="So that whoever helps you sees what you see." />
      {join.data ? (
        <ShowScreen joined={join.data} onAgain={() => join.reset()} />
      ) : (
        <Stack gap="md">
          {own ? (
            <Button size="md" loading={join.isPending} onClick={() => join.mutate(own)}>
              See who asks
            </Button>
          ) : (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                join.mutate({ code: code.replaceAll(/\D/g, '') });
              }}
            >
              <Group align="flex-end" gap="xs">
                <TextInput
                  size="md"
                  label="Code"
                  description="Six digits, which the help desk tells you"
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  maxLength={7}
                  value={code}
                  onChange={(event) => setCode(event.currentTarget.value)}
                  data-autofocus
                />
                <Button size="md" type="submit" loading={join.isPending} disabled={code.replaceAll(/\D/g, '').length !== 6}>
                  Go on
                </Button>
              </Group>
            </form>
          )}
          <ProblemAlert error={join.error} title="Nobody asks to see your screen by this" />
        </Stack>
      )}
    </div>
  );
}
