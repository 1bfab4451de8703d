import { Button, Menu, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { Select } from '@mantine/core';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import type { OrderKind } from './catalogue.ts';
import { detailOf, titleOf, type Order } from './order-draft.ts';
import { kindOf, useOrders } from './use-order-lists.ts';

const groups: readonly { kind: OrderKind[]; title: string }[] = [
  { kind: ['medication'], title: 'Medication' },
  { kind: ['laboratory', 'imaging', 'procedure'], title: 'Tests and imaging' },
  { kind: ['nursing', 'diet'], title: 'Nursing and diet' },
  { kind: ['referral'], title: 'Referrals' },
];
const stopReasons = [
  'No longer needed',
  'Adverse effect',
  'Changed to another order',
  'Contraindicated',
  'Entered in error',
  'Patient’s wish',
];

interface Props {
  onChange: (order: Order) => void;
  onTakeUp: (orders: readonly Order[]) => void;
}

/** What is in force, and what can be done about it: hold, release, change, stop. */
export function ActiveOrders({ onChange, onTakeUp }: Props) {
  const { active, drafts, past, isPending, error } = useOrders();
  const [stopping, setStopping] = useState<Order | null>(null);
  const [showPast, setShowPast] = useState(false);
  return (
    <>
      <ProblemAlert error={error} title="The orders could not be read" />
      {isPending && <Skeleton height={180} aria-busy="true" />}
      {drafts.length > 0 && (
        <Section
          title="Pended"
          note="kept in the chart, not signed"
          flush
          actions={
            <Button size="compact-xs" variant="light" onClick={() => onTakeUp(drafts)}>
              Take all to the basket
            </Button>
          }
        >
          <OrderLines orders={drafts} onChange={(order) => onTakeUp([order])} onStop={setStopping} />
        </Section>
      )}
      {groups.map(({ kind, title }) => {
        const orders = active.filter((order) => kind.includes(kindOf(order)));
        if (orders.length === 0) return null;
        return (
          <Section key={title} title={title} note={String(orders.length)} flush>
            <OrderLines orders={orders} onChange={onChange} onStop={setStopping} />
          </Section>
        );
      })}
      {!isPending && active.length === 0 && <p className={css.none}>No orders are in force.</p>}
      {past.length > 0 && (
        <Button variant="subtle" size="compact-sm" aria-expanded={showPast} onClick={() => setShowPast(!showPast)}>
          {showPast ? 'Hide' : 'Show'} {past.length} completed and stopped
        </Button>
      )}
      {showPast && (
        <Section title="Completed and stopped" flush>
          <OrderLines orders={past} />
        </Section>
      )}
      {stopping && <StopDialog order={stopping} onClose={() => setStopping(null)} />}
    </>
  );
}

interface LinesProps {
  orders: readonly Order[];
  onChange?: (order: Order) => void;
  onStop?: (order: Order) => void;
}

function OrderLines({ orders, onChange, onStop }: LinesProps) {
  const { now, zone, closed } = useAttempt();
  const save = useSave<Order>();
  return (
    <>
      <ProblemAlert error={save.error} title="The order was not changed" />
      <ul className={css.list}>
        {orders.map((order) => (
          <li key={order.id}>
            <span className={css.main}>
              <strong>{titleOf(order)}</strong> <span className={css.quiet}>{detailOf(order)}</span>
              {order.status === 'on-hold' && (
                <span className={css.flag} data-flag="A">
                  {' '}
                  held
                </span>
              )}
              {!['active', 'on-hold', 'draft'].includes(order.status) && <span className={css.quiet}> · {order.status}</span>}
            </span>
            <span className={css.when}>
              {order.requester?.display} {nearText(order.authoredOn, now(), zone)}
            </span>
            {onStop && (
              <Menu position="bottom-end" width={170}>
                <Menu.Target>
                  <Button size="compact-xs" variant="subtle" disabled={closed}>
                    Act<span className="screen-reader"> on {titleOf(order)}</span>
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  {onChange && (order.status === 'draft' || order.resourceType === 'MedicationRequest') && (
                    <Menu.Item onClick={() => onChange(order)}>{order.status === 'draft' ? 'To the basket' : 'Change'}</Menu.Item>
                  )}
                  {order.status === 'active' && <Menu.Item onClick={() => save.mutate({ ...order, status: 'on-hold' })}>Hold</Menu.Item>}
                  {order.status === 'on-hold' && <Menu.Item onClick={() => save.mutate({ ...order, status: 'active' })}>Release</Menu.Item>}
                  <Menu.Item color="red" onClick={() => onStop(order)}>
                    {order.status === 'draft' ? 'Drop' : 'Discontinue'}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function StopDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const save = useSave<Order>();
  const [reason, setReason] = useState<string | null>(stopReasons[0] ?? null);
  const stopped = (): Order =>
    order.resourceType === 'MedicationRequest'
      ? { ...order, status: order.status === 'draft' ? 'cancelled' : 'stopped', statusReason: { text: reason ?? '' } }
      : { ...order, status: 'revoked', note: [...(order.note ?? []), { text: `Discontinued: ${reason ?? ''}` }] };
  return (
    <ConfirmDialog
      opened
      title={`Discontinue ${titleOf(order)}?`}
      confirm="Discontinue"
      danger
      busy={save.isPending}
      error={save.error}
      onConfirm={() => save.mutate(stopped(), { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{detailOf(order)}</p>
      <Select label="Reason" data={stopReasons} value={reason} onChange={setReason} allowDeselect={false} />
    </ConfirmDialog>
  );
}
