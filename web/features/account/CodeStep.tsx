import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { CodeInput } from './CodeInput.tsx';
import type { Entry } from './use-entry.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { focusOnMount } from '#web/ui/focus-on-mount.ts';

export function CodeStep({ entry }: { entry: Entry }) {
  const [code, setCode] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        entry.submit(code);
      }}
    >
      <Stack gap="md">
        <CodeInput ref={focusOnMount} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
        <ProblemAlert error={entry.error} title="Not signed in" />
        <Button type="submit" size="md" loading={entry.busy}>
          Continue
        </Button>
      </Stack>
    </form>
  );
}
