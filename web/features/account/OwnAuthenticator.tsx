import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { AuthenticatorEnrolment } from './AuthenticatorEnrolment.tsx';
import { AuthenticatorRemoval } from './AuthenticatorRemoval.tsx';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';

/** A second factor: a code from an app on the phone. */
export function OwnAuthenticator({ on, hasPassword }: { on: boolean; hasPassword: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Section title="Authenticator app" note="A six-digit code besides your password: a stolen password alone opens nothing.">
      {!hasPassword && !on ? (
        <Text>Your hospital account signs you in, with its own second factor.</Text>
      ) : (
        <div style={{ display: 'flex', gap: 16, alignItems: 'center', flexWrap: 'wrap' }}>
          <StatusDot tone={on ? 'good' : 'quiet'}>{on ? 'On' : 'Off'}</StatusDot>
          <Button variant="default" onClick={() => setOpen(true)}>
            {on ? 'Turn off' : 'Turn on'}
          </Button>
        </div>
      )}
      {/* The dialog outlives `on`: the recovery codes must stay on screen after the session says that it is on. */}
      {open && <Dialog on={on} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function Dialog({ on, onClose }: { on: boolean; onClose: () => void }) {
  const [wasOn] = useState(on);
  return wasOn ? <AuthenticatorRemoval onClose={onClose} /> : <AuthenticatorEnrolment onClose={onClose} />;
}
