import { useNavigate } from '@tanstack/react-router';
import { publishedPlanId } from '#coverage/contract.ts';
import type { TimeZone } from '#kernel/time.ts';
import { BoardHelp } from './BoardHelp.tsx';
import type { BoardModel } from './board-model.ts';
import { CallOutDialog } from './CallOutDialog.tsx';
import { PlanRunDialog } from './PlanRunDialog.tsx';
import { PublishDialog } from './PublishDialog.tsx';

export type Dialog = 'run' | 'call-out' | 'publish' | 'help';

interface Props {
  dialog: Dialog | null;
  model: BoardModel | undefined;
  planId: string;
  zone: TimeZone;
  onClose: () => void;
  onPublished: () => void;
}

export function BoardDialogs({ dialog, model, planId, zone, onClose, onPublished }: Props) {
  const navigate = useNavigate();
  const openPlan = (started: string): void => void navigate({ to: '/coverage/plans/$planId', params: { planId: started } as never });
  return (
    <>
      <BoardHelp opened={dialog === 'help'} onClose={onClose} />
      {dialog === 'run' && model && <PlanRunDialog lists={model.answer} onClose={onClose} onStarted={openPlan} />}
      {dialog === 'call-out' && model && <CallOutDialog people={model.answer.people} zone={zone} onClose={onClose} />}
      {dialog === 'publish' && planId !== publishedPlanId && <PublishDialog planId={planId} onClose={onClose} onPublished={onPublished} />}
    </>
  );
}
