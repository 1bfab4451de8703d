import { useHotkeys } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import css from './Frame.module.css';
import { PhoneBar } from './PhoneBar.tsx';
import { Rail } from './Rail.tsx';
import { SituationBanner } from './SituationBanner.tsx';
import { TopBar } from './TopBar.tsx';

/** Top bar, rail, page. On a phone the rail becomes a bar below and a drawer. */
export function Frame({ layout, children }: { layout: 'page' | 'full' | 'bare'; children: ReactNode }) {
  const [narrow, setNarrow] = useState(() => localStorage.getItem('atelbow-rail') === 'narrow');
  const turn = (): void => {
    localStorage.setItem('atelbow-rail', narrow ? 'wide' : 'narrow');
    setNarrow(!narrow);
  };
  useHotkeys([['[', turn]]);
  if (layout === 'bare') return <main id="main">{children}</main>;
  return (
    <div className={css.frame} data-narrow={narrow || undefined}>
      <a className={css.skip} href="#main">
        Skip to the page
      </a>
      <TopBar />
      <SituationBanner />
      <Rail narrow={narrow} onTurn={turn} />
      <main id="main" tabIndex={-1} className={css.main} data-layout={layout}>
        {children}
      </main>
      <PhoneBar />
    </div>
  );
}
