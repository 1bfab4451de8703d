import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { TimeText } from '#web/ui/TimeText.tsx';

export interface IssuedLink {
  readonly path: string;
  readonly expiresAt: string;
}

/** Shown once: give it to its owner by whatever way the hospital trusts. */
export function PasswordLink({ link, name, onDone }: { link: IssuedLink; name: string; onDone: () => void }) {
  const address = location.origin + link.path;
  return (
    <Stack gap="sm">
      <Text>
        Send this link to {name}. With it they set a password, once, until <TimeText at={link.expiresAt} />. It is shown only now.
      </Text>
      <TextInput label="Link" readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
      <Group justify="space-between" gap="xs">
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button onClick={copy} data-autofocus>
              {copied ? 'Copied' : 'Copy the link'}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={onDone}>
          Done
        </Button>
      </Group>
    </Stack>
  );
}
