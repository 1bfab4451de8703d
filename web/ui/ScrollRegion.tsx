import type { ReactNode, Ref } from 'react';

interface Props {
  /** What scrolls; read out. */
  label: string;
  className?: string | undefined;
  ref?: Ref<HTMLDivElement>;
  children: ReactNode;
}

/** A part that scrolls by itself, by keyboard too (WCAG 2.1.1). */
export function ScrollRegion({ label, className, ref, children }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without focus, arrow keys cannot scroll it
    <div ref={ref} className={className} style={{ overflowX: 'auto' }} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
