import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { IconArrowLeft, IconMaximize, IconMoon, IconSun } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import css from './wall.module.css';

/** For whoever sets the display up; quiet until a pointer or the keyboard comes near. */
export function WallTools() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const dark = colorScheme === 'dark';
  return (
    <div className={css.tools}>
      <ActionIcon variant="subtle" color="gray" size="lg" component={Link} to="/command-centre" aria-label="Back to the command centre">
        <IconArrowLeft />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={dark ? 'Light' : 'Dark'}
        onClick={() => setColorScheme(dark ? 'light' : 'dark')}
      >
        {dark ? <IconSun /> : <IconMoon />}
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label="Whole screen"
        onClick={() => void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen())}
      >
        <IconMaximize />
      </ActionIcon>
    </div>
  );
}
