import type { Instant, TimeZone } from '#kernel/time.ts';
import type { Waiting } from '#web/app/waiting.ts';
import { AssignmentPanel } from './AssignmentPanel.tsx';
import type { BoardModel } from './board-model.ts';
import { ComparisonPanel } from './ComparisonPanel.tsx';
import { DayPanel } from './DayPanel.tsx';
import { GapList } from './GapList.tsx';
import type { Opened } from './grid-place.ts';
import { NeedPanel } from './NeedPanel.tsx';
import type { TimeScale } from './time-scale.ts';
import type { Edits } from './use-edits.ts';
import { WaitingPanel } from './WaitingPanel.tsx';

export type PanelState =
  | { readonly kind: 'assignment' | 'need'; readonly id: string }
  | { readonly kind: 'day'; readonly unitId: string; readonly day: number }
  | { readonly kind: 'gaps' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'comparison' };

/** What opens when something on the board is chosen. */
export function panelOf(opened: Opened): PanelState {
  if (opened.kind === 'need') return { kind: 'need', id: opened.needId };
  if (opened.kind === 'day') return opened;
  const { item } = opened;
  return item.kind === 'gap' ? { kind: 'need', id: item.gap.needId } : { kind: 'assignment', id: item.assignment.id };
}

interface Props {
  panel: PanelState;
  model: BoardModel;
  compared: string | undefined;
  zone: TimeZone;
  now: Instant;
  scale: TimeScale;
  edits: Edits;
  waiting: Waiting;
  mayPlan: boolean;
  onPanel: (panel: PanelState | null) => void;
  onReveal: (at: Instant, rowKey?: string) => void;
}

export function BoardPanel({ panel, model, compared, zone, now, scale, edits, waiting, mayPlan, onPanel, onReveal }: Props) {
  const onClose = (): void => onPanel(null);
  switch (panel.kind) {
    case 'assignment': {
      const assignment = model.assignments.get(panel.id);
      if (!assignment) return null;
      return (
        <AssignmentPanel
          key={panel.id}
          model={model}
          assignment={assignment}
          zone={zone}
          edits={edits}
          mayEdit={mayPlan}
          onClose={onClose}
        />
      );
    }
    case 'need':
      return <NeedPanel key={panel.id} model={model} needId={panel.id} zone={zone} edits={edits} mayEdit={mayPlan} onClose={onClose} />;
    case 'day':
      return (
        <DayPanel
          model={model}
          unitId={panel.unitId}
          day={panel.day}
          scale={scale}
          zone={zone}
          mayPlan={mayPlan}
          onNeed={(id) => onPanel({ kind: 'need', id })}
          onClose={onClose}
        />
      );
    case 'gaps':
      return (
        <GapList
          model={model}
          zone={zone}
          now={now}
          onOpen={(gap) => {
            onReveal(gap.start, gap.need.unitId ?? 'none');
            onPanel({ kind: 'need', id: gap.needId });
          }}
          onClose={onClose}
        />
      );
    case 'waiting':
      return <WaitingPanel waiting={waiting} zone={zone} now={now} onClose={onClose} />;
    case 'comparison':
      return compared === undefined ? null : (
        <ComparisonPanel
          left={model.answer.planId}
          right={compared}
          zone={zone}
          onOpen={(line) => onReveal(line.start, line.unitId ?? 'none')}
          onClose={onClose}
        />
      );
  }
}
