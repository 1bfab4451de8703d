import { useHotkeys } from '@mantine/hooks';
import { useCallback, useMemo, useState } from 'react';
import { publishedPlanId } from '#coverage/contract.ts';
import { hourMs, shiftedInstant, type LocalDate } from '#kernel/time.ts';
import { useCan } from '#web/app/session.tsx';
import { useWaiting } from '#web/app/waiting.ts';
import { dateText } from '#web/ui/time-text.ts';
import { useNow } from '#web/ui/use-now.ts';
import css from './board.module.css';
import { BoardFilterBar } from './BoardFilterBar.tsx';
import type { Opened } from './grid-place.ts';
import { BoardDialogs, type Dialog } from './BoardDialogs.tsx';
import { BoardBanner } from './BoardBanner.tsx';
import { BoardPane } from './BoardPane.tsx';
import { BoardPanel, panelOf, type PanelState } from './BoardPanel.tsx';
import { useBoardAddress } from './board-search.ts';
import { rowsOf } from './board-rows.ts';
import { BoardToolbar } from './BoardToolbar.tsx';
import { makeScale } from './time-scale.ts';
import { useBoard } from './use-board.ts';
import { useEdits } from './use-edits.ts';
import { useMainZone } from './use-main-zone.ts';
import { usePanes } from './use-panes.ts';
import { usePlans } from './use-plans.ts';
import { WaitingBanner } from './WaitingBanner.tsx';

export function BoardPage() {
  const address = useBoardAddress();
  const { search, from, to, filter, change } = address;
  const mayPlan = useCan('coverage.plan');
  const waiting = useWaiting();
  const board = useBoard(search.plan, from, to);
  const other = useBoard(search.with ?? '', from, to, search.with !== undefined);
  const edits = useEdits(search.plan, board);
  const plans = usePlans();
  const [panel, setPanel] = useState<PanelState | null>(null);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [date, setDate] = useState<LocalDate>(from);
  const now = useNow();
  const { model } = board;
  const zone = useMainZone(model, search.site);
  const rowCount = useMemo(
    () => (model ? rowsOf(model, search.view, search.zoom, filter).length : 0),
    [model, search.view, search.zoom, filter],
  );

  useHotkeys([
    ['mod+Z', () => mayPlan && void edits.undo()],
    ['mod+shift+Z', () => mayPlan && void edits.redo()],
    ['?', () => setDialog('help')],
    ['shift+?', () => setDialog('help')],
  ]);
  const onOpen = useCallback((opened: Opened) => setPanel(panelOf(opened)), []);
  const { upper, lower, onUpperScroll, onLowerScroll, scrollTo, focus } = usePanes();
  const step = (target: LocalDate | null): void => {
    const at = target === null ? Date.now() : shiftedInstant(target, '00:00', zone);
    const inside = at >= shiftedInstant(from, '00:00', zone) && at < shiftedInstant(to, '00:00', zone);
    if (!inside || (search.zoom === 'six-weeks' && target !== null)) change({ from: target ?? undefined });
    else scrollTo(target === null ? at - 3 * hourMs : at);
  };
  const scale = useMemo(() => makeScale(search.zoom, from, to, zone, 1000), [search.zoom, from, to, zone]);
  const dateWords = `${dateText(shiftedInstant(date, '00:00', zone), zone)} ${date.slice(0, 4)}`;
  const paneOf = { address, zone, now, onOpen, onDate: setDate };

  return (
    <>
      <WaitingBanner waiting={waiting} zone={zone} now={now} panel={panel} onPanel={setPanel} />
      <BoardToolbar
        address={address}
        model={model}
        plans={plans.data?.plans ?? []}
        date={date}
        dateWords={dateWords}
        edits={edits}
        mayPlan={mayPlan}
        onStep={step}
        onNewPlan={() => setDialog('run')}
        onCallOut={() => setDialog('call-out')}
        onPublish={() => setDialog('publish')}
        onHelp={() => setDialog('help')}
      />
      {model && (
        <BoardFilterBar
          address={address}
          model={model}
          rows={rowCount}
          gapsShown={panel?.kind === 'gaps'}
          onGaps={() => setPanel(panel?.kind === 'gaps' ? null : { kind: 'gaps' })}
        />
      )}
      {model && <BoardBanner model={model} address={address} zone={zone} />}
      <div className={css.work}>
        <div className={css.panes}>
          <BoardPane
            ref={upper}
            {...paneOf}
            board={board}
            edits={mayPlan ? edits : null}
            {...(search.with === undefined ? {} : { heading: model?.answer.name ?? 'Left', onScroll: onUpperScroll })}
          />
          {search.with !== undefined && (
            <BoardPane
              ref={lower}
              {...paneOf}
              board={other}
              edits={null}
              heading={other.model?.answer.name ?? 'Compared with'}
              onScroll={onLowerScroll}
            />
          )}
        </div>
        {model && (panel || search.with !== undefined) && (
          <BoardPanel
            panel={panel ?? { kind: 'comparison' }}
            model={model}
            compared={search.with}
            zone={zone}
            now={now}
            scale={scale}
            edits={edits}
            waiting={waiting}
            mayPlan={mayPlan}
            onPanel={(next) => {
              if (next === null && panel === null) change({ with: undefined });
              setPanel(next);
              if (next === null) focus();
            }}
            onReveal={scrollTo}
          />
        )}
      </div>
      <BoardDialogs
        dialog={dialog ?? (search.run && mayPlan ? 'run' : null)}
        model={model}
        planId={search.plan}
        zone={zone}
        onClose={() => {
          setDialog(null);
          if (search.run) change({ run: false });
        }}
        onPublished={() => change({ plan: publishedPlanId, with: undefined })}
      />
    </>
  );
}
