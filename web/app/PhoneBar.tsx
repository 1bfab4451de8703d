import { Drawer } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { parents, useNavigation } from './navigation.ts';
import { useWaiting } from './waiting.ts';
import css from './PhoneBar.module.css';

export function PhoneBar() {
  const [opened, setOpened] = useState(false);
  const sections = useNavigation();
  const waiting = useWaiting().count;
  const first = sections
    .flatMap((section) => section.pages)
    .filter((page) => page.nav.phone)
    .toSorted((a, b) => Number(b.nav.phone === 'first') - Number(a.nav.phone === 'first'))
    .slice(0, 3);
  return (
    <>
      <nav className={`${css.bar} no-print`} aria-label="Main, phone">
        {first.map(({ path, nav }) => (
          <Link key={path} to={path} className={css.tab} activeOptions={{ exact: parents.has(path), includeSearch: false }}>
            <nav.icon size={22} stroke={1.6} />
            <span>{nav.label}</span>
            {nav.waiting && waiting > 0 && (
              <span className={css.waiting}>
                {waiting}
                <span className="screen-reader"> waiting</span>
              </span>
            )}
          </Link>
        ))}
        <button type="button" className={css.tab} onClick={() => setOpened(true)}>
          <IconMenu2 size={22} stroke={1.6} />
          <span>Menu</span>
        </button>
      </nav>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="bottom"
        size="auto"
        title="Menu"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {sections.map((section) => (
          <div key={section.name} className={css.section}>
            <div className={css.heading}>{section.name}</div>
            {section.pages.map(({ path, nav }) => (
              <Link key={path} to={path} className={css.item} onClick={() => setOpened(false)}>
                <nav.icon size={20} stroke={1.6} />
                {nav.label}
              </Link>
            ))}
          </div>
        ))}
      </Drawer>
    </>
  );
}
