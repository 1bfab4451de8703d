import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getFeed, makeFeed, revokeFeed } from '#coverage/contract.ts';
import { call } from '#web/app/call.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { QrCode } from '#web/ui/QrCode.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import css from './my-shifts.module.css';

const key = ['coverage', 'feed'];

/** A secret address that any calendar reads. It is shown once: whoever has it sees the shifts. */
export function CalendarFeed() {
  const client = useQueryClient();
  const [confirm, setConfirm] = useState<'new' | 'revoke' | null>(null);
  const feed = useQuery({ queryKey: key, queryFn: () => call(getFeed, {}) });
  const done = async (): Promise<void> => {
    setConfirm(null);
    await client.invalidateQueries({ queryKey: key });
  };
  const make = useMutation({ mutationFn: () => call(makeFeed, {}), onSuccess: done });
  const revoke = useMutation({
    mutationFn: () => call(revokeFeed, {}),
    onSuccess: () => {
      make.reset();
      return done();
    },
  });
  const address = make.data ? new URL(make.data.path, location.origin).href : null;
  const since = feed.data?.since ?? null;
  return (
    <section className={css.feed}>
      <p className={css.lead}>Your shifts in the calendar of your phone: it asks by itself, several times a day.</p>
      <ProblemAlert error={feed.error ?? make.error ?? revoke.error} title="The calendar address" />
      {address !== null && (
        <div className={css.secret}>
          <QrCode text={address} label="Calendar address as a QR code" />
          <div className={css.what}>
            <TextInput readOnly label="Your secret address" value={address} onFocus={(event) => event.currentTarget.select()} />
            <Group gap="xs" mt="xs">
              <CopyButton value={address}>{({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}</CopyButton>
              <Button component="a" variant="default" href={address.replace(/^https?:/, 'webcal:')}>
                Open in my calendar
              </Button>
            </Group>
            <p className={css.quiet}>
              It is shown only now. Whoever has it can read your shifts, so keep it to yourself; a new one makes this one void.
            </p>
          </div>
        </div>
      )}
      {address === null && since !== null && (
        <p>
          You have an address since <TimeText at={since} show="date" />
          {feed.data?.lastReadAt != null ? (
            <>
              ; a calendar last asked <TimeText at={feed.data.lastReadAt} />.
            </>
          ) : (
            '; no calendar has asked yet.'
          )}
        </p>
      )}
      <Group gap="xs">
        {address === null && (
          <Button loading={make.isPending} onClick={() => (since === null ? make.mutate() : setConfirm('new'))}>
            {since === null ? 'Make my calendar address' : 'Make a new address'}
          </Button>
        )}
        {since !== null && (
          <Button variant="default" onClick={() => setConfirm('revoke')}>
            Stop it
          </Button>
        )}
      </Group>
      <ConfirmDialog
        opened={confirm !== null}
        title={confirm === 'new' ? 'Make a new address?' : 'Stop the calendar address?'}
        confirm={confirm === 'new' ? 'Make a new one' : 'Stop it'}
        busy={make.isPending || revoke.isPending}
        onConfirm={() => (confirm === 'new' ? make.mutate() : revoke.mutate())}
        onClose={() => setConfirm(null)}
      >
        Calendars that use the present address stop being updated.
      </ConfirmDialog>
    </section>
  );
}
