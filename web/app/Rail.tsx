import { Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import css from './Rail.module.css';
import { parents, useNavigation } from './navigation.ts';
import { useWaiting } from './waiting.ts';

export function Rail({ narrow, onTurn }: { narrow: boolean; onTurn: () => void }) {
  const sections = useNavigation();
  const waiting = useWaiting().count;
  const Turn = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav className={`${css.rail} no-print`} aria-label="Main" data-narrow={narrow || undefined}>
      <div className={css.links}>
        {sections.map((section) => (
          <div key={section.name} className={css.section}>
            <div className={css.heading}>{section.name}</div>
            {section.pages.map(({ path, nav }) => (
              <Tooltip key={path} label={nav.label} position="right" disabled={!narrow} openDelay={100}>
                <Link
                  to={path}
                  className={css.link}
                  activeOptions={{ exact: parents.has(path), includeSearch: false }}
                  aria-label={nav.waiting && waiting > 0 ? `${nav.label}, ${waiting} waiting` : nav.label}
                >
                  <nav.icon size={18} stroke={1.6} />
                  <span className={`${css.label} truncate`}>{nav.label}</span>
                  {nav.waiting && waiting > 0 && <span className={css.waiting}>{waiting}</span>}
                </Link>
              </Tooltip>
            ))}
          </div>
        ))}
      </div>
      <button type="button" className={css.link} onClick={onTurn} aria-label={narrow ? 'Widen the menu' : 'Narrow the menu'} title="[">
        <Turn size={18} stroke={1.6} />
        <span className={css.label}>Narrow</span>
      </button>
    </nav>
  );
}
