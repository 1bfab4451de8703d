import { OwnAuthenticator } from './OwnAuthenticator.tsx';
import { OwnPassword } from './OwnPassword.tsx';
import { OwnSessions } from './OwnSessions.tsx';
import { roleWord } from './role-words.ts';
import { useAccount } from '#web/app/session.tsx';
import { Facts } from '#web/ui/Facts.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { Section } from '#web/ui/Section.tsx';

export function OwnAccountPage() {
  const account = useAccount();
  return (
    <>
      <PageHeader title={account.name} note="Your account on this installation" />
      <Section title="Who you are here">
        <Facts
          facts={[
            ['Mail address', account.email],
            ['Roles', account.roles.map((role) => roleWord(role).name).join(', ') || 'None yet'],
            ['Person in the directory', account.personId ?? 'Not linked. An administrator can link it, so that your shifts appear.'],
          ]}
        />
      </Section>
      <OwnPassword hasPassword={account.hasPassword} email={account.email} />
      <OwnAuthenticator on={account.totpOn} hasPassword={account.hasPassword} />
      <OwnSessions />
    </>
  );
}
