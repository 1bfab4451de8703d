import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ImportIssue } from '#platform/imports/contract.ts';
import { number } from './import-words.ts';
import css from './IssueRows.module.css';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';

/** Problems one under the other, each reason in full; only those in sight are drawn. */
export function IssueRows({ label, issues }: { label: string; issues: readonly ImportIssue[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- nothing memoised depends on what it answers
  const virtual = useVirtualizer({
    count: issues.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 56,
    overscan: 10,
  });
  return (
    <ScrollRegion ref={scroller} className={css.scroller} label={label}>
      <div className={css.body} style={{ height: virtual.getTotalSize() }} role="list">
        {virtual.getVirtualItems().map(({ index, start }) => {
          const issue = issues[index];
          if (!issue) return null;
          const isError = issue.severity === 'error';
          return (
            <div
              key={index}
              ref={virtual.measureElement}
              data-index={index}
              role="listitem"
              aria-setsize={issues.length}
              aria-posinset={index + 1}
              className={css.row}
              style={{ transform: `translateY(${start}px)` }}
            >
              <div className={css.line}>{issue.line === 0 ? 'File' : number(issue.line)}</div>
              <div className={css.words}>
                {(issue.column !== null || issue.value !== '') && (
                  <div className={css.cell}>
                    <span className={css.column}>{issue.column}</span>
                    {issue.value !== '' && <code className={css.value}>{issue.value}</code>}
                  </div>
                )}
                <div>{issue.reason}</div>
              </div>
              <StatusDot tone={isError ? 'gap' : 'look'}>{isError ? 'Error' : 'Warning'}</StatusDot>
            </div>
          );
        })}
      </div>
    </ScrollRegion>
  );
}
