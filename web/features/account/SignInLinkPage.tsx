import { Button } from '@mantine/core';
import { signInByLink } from '#platform/auth/contract.ts';
import { CodeStep } from './CodeStep.tsx';
import { EntryPage } from './EntryPage.tsx';
import { useEntry } from './use-entry.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { call } from '#web/app/call.ts';
import { focusOnMount } from '#web/ui/focus-on-mount.ts';

/** `/sign-in/link#TOKEN`. Signs in on a click, not on opening: mail scanners open links, and would use it up. */
export function SignInLinkPage() {
  const token = location.hash.slice(1);
  const entry = useEntry((code) => call(signInByLink, { body: { token, ...(code ? { code } : {}) } }), '/');
  if (entry.codeNeeded)
    return (
      <EntryPage title="One more step" note="This account asks for a code as well.">
        <CodeStep entry={entry} />
      </EntryPage>
    );
  return (
    <EntryPage title="Welcome" note="This link signs you in once, on this device.">
      <Button size="md" fullWidth ref={focusOnMount} loading={entry.busy} disabled={token === ''} onClick={() => entry.submit()}>
        Continue to AtElbow
      </Button>
      <ProblemAlert
        error={
          token === '' ? new Error('The link is not complete. Copy the whole of it from the message, to its last character.') : entry.error
        }
        title="Not signed in"
      />
      {(entry.error || token === '') && (
        <Button component="a" href="/sign-in" variant="default" fullWidth>
          Sign in with a password
        </Button>
      )}
    </EntryPage>
  );
}
