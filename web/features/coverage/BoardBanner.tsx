import { publishedPlanId } from '#coverage/contract.ts';
import type { TimeZone } from '#kernel/time.ts';
import { localDateText, localDayText } from '#web/ui/local-date-text.ts';
import css from './board.module.css';
import type { BoardModel } from './board-model.ts';
import type { BoardAddress } from './board-search.ts';

/** What one must know to read the board right: a draft, another part of time, another clock. */
export function BoardBanner({ model, address, zone }: { model: BoardModel; address: BoardAddress; zone: TimeZone }) {
  const { span, status, name, from, to, sites } = model.answer;
  const outside = span !== null && (span.to < from || span.from > to);
  const zones = new Set(sites.map((site) => site.timeZone));
  const others = sites.filter((site) => site.timeZone !== zone).map((site) => site.name);
  const draft = address.search.plan !== publishedPlanId;
  if (!outside && !draft && (zones.size < 2 || others.length === 0) && span !== null) return null;
  return (
    <div className={`${css.banner} no-print`} role="note" data-draft={draft || outside || undefined}>
      {draft && <span>{status === 'running' ? 'This plan is still being made' : `Draft “${name}”`}: nobody has been told of it.</span>}
      {span === null && <span>This plan holds no assignment yet. “Plan”, “New plan run” makes one.</span>}
      {outside && (
        <span>
          This plan is for {localDayText(span.from)} to {localDateText(span.to)}.{' '}
          <button type="button" onClick={() => address.change({ from: span.from })}>
            Go there
          </button>
        </span>
      )}
      {zones.size > 1 && others.length > 0 && address.search.site === undefined && (
        <span>
          Times are those of {zone.replace('_', ' ')}, also for {others.join(', ')}.
        </span>
      )}
    </div>
  );
}
