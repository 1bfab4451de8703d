import { Menu, UnstyledButton, VisuallyHidden, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconLogout, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { useNewsState } from './news.tsx';
import { useAccount, useSession } from './session.tsx';
import css from './TopBar.module.css';

export function TopBar() {
  return (
    <header className={`${css.bar} no-print`}>
      <Link to="/" className={css.brand}>
        <img src="/icon.svg" alt="" width={24} height={24} />
        AtElbow
      </Link>
      <div className={css.space} />
      <Liveness />
      <AccountMenu />
    </header>
  );
}

/** Says honestly whether what is on the screen follows what others do. */
function Liveness() {
  const state = useNewsState();
  const words = { live: 'Live', connecting: 'Connecting', offline: 'Offline' }[state];
  const long = {
    live: 'Changes that others make appear by themselves',
    connecting: 'Asking the server for changes',
    offline: 'The server is not reachable: what you see may be old',
  }[state];
  return (
    <span className={css.live} role="status" title={long} data-live={state}>
      <StatusDot tone={state === 'live' ? 'good' : state === 'offline' ? 'look' : 'quiet'}>{words}</StatusDot>
    </span>
  );
}

const schemes = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
] as const;

function AccountMenu() {
  const account = useAccount();
  const session = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <UnstyledButton className={css.account}>
          <VisuallyHidden>Account of {account.name}</VisuallyHidden>
          <span className={css.initials} aria-hidden="true">
            {initials(account.name)}
          </span>
          <span className={`${css.name} truncate`} aria-hidden="true">
            {account.name}
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className="truncate">{account.email}</Menu.Label>
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCircle size={16} stroke={1.6} />}>
          My account
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        {schemes.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            leftSection={<Icon size={16} stroke={1.6} />}
            rightSection={colorScheme === value ? '✓' : null}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={() => void session.signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .filter((_, i, all) => i === 0 || i === all.length - 1)
    .join('')
    .toUpperCase();
