import { Alert, Button, FileButton, Group, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { checkBadge, type BadgeCheck } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';

/** Anybody who was shown a badge may ask whether it is good. */
export function BadgeCheckPage() {
  const [badge, setBadge] = useState('');
  const checking = useMutation({ mutationFn: (text: string) => call(checkBadge, { body: { badge: text } }) });
  const take = (file: File | null): void => {
    if (!file) return;
    void file.text().then((text) => {
      setBadge(text.slice(0, 200_000));
      checking.mutate(text.slice(0, 200_000));
    });
  };
  return (
    <main style={{ maxWidth: 680, margin: '0 auto', padding: '8vh 16px 32px' }}>
      <PageHeader title="Check a badge" note="Whether it was given out here, unchanged, and is good today." />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          checking.mutate(badge);
        }}
      >
        <Stack gap="sm">
          <Textarea
            label="Badge"
            description="The token, or the picture as text. Nothing of it is kept."
            autosize
            minRows={4}
            maxRows={10}
            value={badge}
            onChange={(event) => setBadge(event.currentTarget.value)}
          />
          <Group gap="xs">
            <Button type="submit" disabled={badge.trim() === ''} loading={checking.isPending}>
              Check
            </Button>
            <FileButton onChange={take} accept=".svg,.jwt,.txt,image/svg+xml">
              {(props) => (
                <Button variant="default" {...props}>
                  Open a file…
                </Button>
              )}
            </FileButton>
          </Group>
          <ProblemAlert error={checking.error} />
          {checking.data && <Answer check={checking.data} />}
        </Stack>
      </form>
    </main>
  );
}

function Answer({ check }: { check: BadgeCheck }) {
  const day = (text: string): string => text.slice(0, 10);
  return (
    <Alert
      color={check.good ? 'green' : 'red'}
      variant="light"
      title={check.good ? 'It is good' : 'It is not good'}
      role="status"
      styles={{ title: { color: 'inherit' }, label: { color: 'var(--mantine-color-text)' } }}
    >
      {check.name !== '' && (
        <div>
          {check.name}, given by {check.issuer} on {day(check.validFrom)}
          {check.validUntil === '' ? '' : `, good until ${day(check.validUntil)}`}.
        </div>
      )}
      {check.faults.map((fault) => (
        <div key={fault}>{fault}</div>
      ))}
    </Alert>
  );
}
