import { Button, Skeleton } from '@mantine/core';
import { IconPencilPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { getOwnDuty, type RequestView } from '#support/contract.ts';
import { useKeptAt } from '#web/app/call.ts';
import { useAccount } from '#web/app/session.tsx';
import { usePlaces } from '#web/app/use-places.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { timeText } from '#web/ui/time-text.ts';
import { askerText } from './duty-words.ts';
import { DutyBar } from './DutyBar.tsx';
import css from './duty.module.css';
import { HoldingCard } from './HoldingCard.tsx';
import { OfferCard } from './OfferCard.tsx';
import { unsentOf } from './outbox.ts';
import { PushSwitch } from './PushSwitch.tsx';
import { ShiftGlance } from './ShiftGlance.tsx';
import { SignOnPanel } from './SignOnPanel.tsx';
import { TeachDrawer } from './TeachDrawer.tsx';
import { TeachList } from './TeachList.tsx';
import { UnsentNote } from './UnsentNote.tsx';
import { useDuty } from './use-duty.ts';
import { useOutbox } from './use-outbox.ts';
import { useTeachingChoices } from './use-teaching-choices.ts';

/** The floor app: who calls me, what I have, what I taught. Works on through a hole in the Wi-Fi. */
export function DutyPage() {
  const account = useAccount();
  if (account.personId === null)
    return (
      <>
        <PageHeader title="My duty" />
        <EmptyState title="Your account is not linked to a person">
          Ask an administrator to link it to your line in the directory; then you can be called for help.
        </EmptyState>
      </>
    );
  return <Floor accountId={account.accountId} />;
}

type Teaching = { readonly request: RequestView | null } | null;

function Floor({ accountId }: { accountId: string }) {
  const places = usePlaces();
  const duty = useDuty();
  useTeachingChoices();
  const { outbox, act, sendAll, dismiss } = useOutbox(accountId);
  const keptAt = useKeptAt(getOwnDuty.path);
  const offline = keptAt !== null || duty.isError;
  const [teaching, setTeaching] = useState<Teaching>(null);
  const { data } = duty;
  const asker = teaching?.request;
  return (
    <div className={css.page}>
      <PageHeader title="My duty" note={keptAt === null ? undefined : `Offline, as of ${timeText(new Date(keptAt))}`} />
      <UnsentNote outbox={outbox} onSend={() => void sendAll()} onDismiss={dismiss} />
      {!data && <ProblemAlert error={duty.error} title="Your duty could not be loaded" onRetry={() => void duty.refetch()} />}
      {duty.isPending && <Skeleton height={220} radius="md" />}
      {data?.onDuty && <DutyBar duty={data} offline={offline} />}
      {data && <Calls duty={data} outbox={outbox} onAct={act} onTeach={(request) => setTeaching({ request })} unitName={places.unitName} />}
      {data && !data.onDuty && <SignOnPanel offline={offline} />}
      <ShiftGlance />
      <PushSwitch offline={offline} />
      <section className={css.section} aria-labelledby="teach-log">
        <div className={css.sectionHead}>
          <h2 id="teach-log" className={css.heading}>
            Teach-log
          </h2>
          <Button leftSection={<IconPencilPlus size={18} />} variant="light" onClick={() => setTeaching({ request: null })}>
            Log teaching
          </Button>
        </div>
        <TeachList />
      </section>
      {teaching && (
        <TeachDrawer
          with={asker?.askerPersonId ? { personId: asker.askerPersonId, name: asker.askerName ?? '' } : null}
          topic={asker?.topic ?? ''}
          unitId={asker?.unitId ?? data?.unitId ?? null}
          offline={offline}
          onLog={act}
          onClose={() => setTeaching(null)}
        />
      )}
    </div>
  );
}

interface CallsProps {
  duty: NonNullable<ReturnType<typeof useDuty>['data']>;
  outbox: ReturnType<typeof useOutbox>['outbox'];
  onAct: ReturnType<typeof useOutbox>['act'];
  onTeach: (request: RequestView) => void;
  unitName: (unitId: string) => string;
}

function Calls({ duty, outbox, onAct, onTeach, unitName }: CallsProps) {
  const given = (request: RequestView): boolean => {
    const unsent = unsentOf(outbox, request.requestId);
    return unsent?.kind === 'progress' && unsent.step === 'given-back';
  };
  const open = duty.holding.filter((request) => request.state !== 'done' && !given(request));
  const waiting = duty.holding.filter((request) => request.state === 'done');
  return (
    <>
      {duty.offers.map((offer) => (
        <OfferCard
          key={offer.offerId}
          offer={offer}
          unitName={unitName(offer.request.unitId)}
          skewMs={duty.skewMs}
          unsent={unsentOf(outbox, offer.request.requestId)}
          onAct={onAct}
        />
      ))}
      {open.map((request) => (
        <HoldingCard
          key={request.requestId}
          request={request}
          unitName={unitName(request.unitId)}
          unsent={unsentOf(outbox, request.requestId)}
          onAct={onAct}
          onTeach={() => onTeach(request)}
        />
      ))}
      {duty.onDuty && duty.offers.length === 0 && open.length === 0 && (
        <section className={css.calm}>
          <p className={css.calmTitle}>Nobody needs you right now</p>
          <p className={css.quiet}>Keep this page open or allow notifications: the next call appears here with a countdown.</p>
        </section>
      )}
      {waiting.length > 0 && (
        <section className={css.section} aria-labelledby="waiting-word">
          <h2 id="waiting-word" className={css.heading}>
            Done, waiting for the asker’s word
          </h2>
          <ul className={css.list}>
            {waiting.map((request) => (
              <li key={request.requestId}>
                <div className={css.grow}>
                  <strong>{unitName(request.unitId)}</strong>
                  <div className={css.quiet}>{askerText(request)}</div>
                </div>
                <span className={css.quiet}>Code {request.callBackCode}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
