import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { oidcProblems, oidcStartPath, signIn, type OidcProblem } from '#platform/auth/contract.ts';
import { EntryPage } from './EntryPage.tsx';
import css from './EntryPage.module.css';
import { CodeStep } from './CodeStep.tsx';
import { useEntry } from './use-entry.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { call } from '#web/app/call.ts';
import { useSession } from '#web/app/session.tsx';
import { focusOnMount } from '#web/ui/focus-on-mount.ts';

/** Address and password, then a code where the account asks for one; or the hospital's own sign-in. */
export function SignInPage() {
  const { oidcLabel } = useSession();
  const search = new URLSearchParams(location.search);
  const to = search.get('to') ?? '/';
  const problem = search.get('problem');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const entry = useEntry((code) => call(signIn, { body: { email, password, ...(code ? { code } : {}) } }), to);

  if (entry.codeNeeded)
    return (
      <EntryPage title="One more step" note={`Signing in as ${email}.`}>
        <CodeStep entry={entry} />
      </EntryPage>
    );
  return (
    <EntryPage title="Sign in" note="With your AtElbow account.">
      {problem && (
        <Alert color="yellow" variant="light" role="alert" mb="md" title="You are not signed in">
          {oidcProblems[problem as OidcProblem] ?? 'The sign-in did not finish. Try again.'}
        </Alert>
      )}
      {oidcLabel && (
        <>
          <Button component="a" href={`${oidcStartPath}?to=${encodeURIComponent(to)}`} fullWidth size="md" variant="default">
            Continue with {oidcLabel}
          </Button>
          <div className={css.or}>or</div>
        </>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          entry.submit();
        }}
      >
        <Stack gap="md">
          <TextInput
            label="Mail address"
            type="email"
            autoComplete="username"
            required
            ref={focusOnMount}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <ProblemAlert error={entry.error} title="Not signed in" />
          <Button type="submit" size="md" loading={entry.busy}>
            Sign in
          </Button>
        </Stack>
      </form>
      <p className={css.note} style={{ margin: '16px 0 0' }}>
        Forgotten your password? An administrator can send you a link for a new one.
      </p>
    </EntryPage>
  );
}
