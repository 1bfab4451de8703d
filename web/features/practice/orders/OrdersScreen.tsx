import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo, useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural } from '#web/ui/time-text.ts';
import { putEntry, useTransaction } from '../fhir/use-fhir.ts';
import type { MedicationRequest } from '../fhir/resources.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { ActiveOrders } from './ActiveOrders.tsx';
import { Basket } from './Basket.tsx';
import { basketItem, useBasket, type BasketItem } from './basket.ts';
import { drugKey, type Orderable } from './catalogue.ts';
import { favouritesOf, noteOrdered } from './favourites.ts';
import { medicationOrder, serviceOrder, sigOfOrder, type Order, type Sig, type Whose } from './order-draft.ts';
import { OrderForm, type Editing } from './OrderForm.tsx';
import { OrderSearch } from './OrderSearch.tsx';
import { OrderSetDialog } from './OrderSetDialog.tsx';
import css from './orders.module.css';
import { SignDialog } from './SignDialog.tsx';
import { useOrderKeys } from './use-order-keys.ts';
import { useSelectCards } from './use-select-cards.ts';
import { kindOf, useOrderables } from './use-order-lists.ts';

/** Computerised provider order entry: find, fill in, check, sign. */
export function OrdersScreen() {
  const { patientId, patient, encounter } = usePatient();
  const { learner, nowIso, closed } = useAttempt();
  const { items, add, replace, remove } = useBasket(patientId);
  const { all, error } = useOrderables();
  const cards = useSelectCards(items);
  const pend = useTransaction();
  const [editing, setEditing] = useState<Editing | null>(null);
  const [sets, setSets] = useState(false);
  const [signing, setSigning] = useState(false);
  const favourites = useMemo(() => favouritesOf(all), [all]);
  const whose = (): Whose => ({ patient, encounter, learner, nowIso: nowIso() });

  const choose = (orderable: Orderable): void => {
    noteOrdered(orderable.key);
    if (orderable.kind !== 'medication' && orderable.kind !== 'imaging' && orderable.kind !== 'referral')
      return add([basketItem(orderable.kind, serviceOrder(orderable.kind, orderable.code, whose()))]);
    setEditing({ orderable, begin: null, item: null, replaces: null });
  };
  const edit = (order: Order, item: BasketItem | null): void => {
    if (order.resourceType !== 'MedicationRequest') return;
    setEditing({
      orderable: orderableOf(all, order),
      begin: sigOfOrder(order),
      item,
      replaces: item ? item.replaces : order,
    });
  };
  const done = (sig: Sig): void => {
    if (!editing) return;
    const { orderable, item, replaces } = editing;
    const held = item?.order.resourceType === 'MedicationRequest' ? item.order : null;
    const before = held ?? (replaces?.resourceType === 'MedicationRequest' ? replaces : null);
    const order = medicationOrder(orderable.code, sig, whose(), {
      ...keptOf(before, sig),
      ...(replaces ? { priorPrescription: { reference: `MedicationRequest/${replaces.id}` } } : {}),
      ...(held?.id ? { id: held.id, ...(held.meta ? { meta: held.meta } : {}) } : {}),
    });
    if (item) replace({ ...item, order });
    else add([basketItem('medication', order, { replaces })]);
    setEditing(null);
  };
  const taken = (keys: readonly string[], words: string): void => {
    remove(keys);
    setSigning(false);
    notifications.show({ message: `${plural(keys.length, 'order')} ${words}.` });
  };
  const takeUp = (orders: readonly Order[]): void => {
    const fresh = orders.filter((order) => !items.some((item) => item.order.id === order.id));
    add(fresh.map((order) => basketItem(kindOf(order), order)));
  };

  const onKeyDown = useOrderKeys(!closed, items.length > 0, { sign: () => setSigning(true), openSets: () => setSets(true) });
  return (
    <>
      <h1 className="screen-reader">Orders</h1>
      <ProblemAlert error={error} title="The formulary could not be read" />
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- one key for whatever has the focus inside */}
      <div className={css.screen} onKeyDown={onKeyDown}>
        <div>
          <div className={css.topRow}>
            <OrderSearch orderables={all} favourites={favourites} disabled={closed} onChoose={choose} />
            <Button variant="default" disabled={closed} onClick={() => setSets(true)}>
              Order sets
            </Button>
          </div>
          <ActiveOrders onChange={(order) => edit(order, null)} onTakeUp={takeUp} />
        </div>
        <div>
          <ProblemAlert error={pend.error} title="The orders were not kept" />
          <Basket
            items={items}
            cards={cards}
            busy={pend.isPending}
            disabled={closed}
            onEdit={(item) => edit(item.order, item)}
            onRemove={remove}
            onSign={() => setSigning(true)}
            onPend={() =>
              pend.mutate(
                items.map((item) => putEntry({ ...item.order, status: 'draft' })),
                {
                  onSuccess: () =>
                    taken(
                      items.map((item) => item.key),
                      'pended: they wait in the chart',
                    ),
                },
              )
            }
          />
        </div>
      </div>
      {editing && (
        <OrderForm
          editing={editing}
          onMedication={done}
          onService={(details) => {
            const { kind, code } = editing.orderable;
            if (kind !== 'medication') add([basketItem(kind, serviceOrder(kind, code, whose(), details))]);
            setEditing(null);
          }}
          onClose={() => setEditing(null)}
        />
      )}
      {sets && (
        <OrderSetDialog
          whose={whose}
          orderables={all}
          onDone={(more) => {
            add(more);
            setSets(false);
          }}
          onClose={() => setSets(false)}
        />
      )}
      {signing && <SignDialog items={items} onSigned={(keys) => taken(keys, 'signed')} onClose={() => setSigning(false)} />}
    </>
  );
}

/** What a changed order keeps of what it was: the home medicine that it continues, the order set that it came from. */
function keptOf(before: MedicationRequest | null, { product }: Sig): Partial<MedicationRequest> {
  const others = before?.supportingInformation?.filter((one) => !one.reference?.startsWith('Medication/')) ?? [];
  return {
    ...(others.length > 0 ? { supportingInformation: [...others, ...(product ? [product] : [])] } : {}),
    ...(before?.instantiatesCanonical ? { instantiatesCanonical: before.instantiatesCanonical } : {}),
  };
}

/** The formulary's entry for an order's drug; a drug that is not on it can still be changed. */
function orderableOf(all: readonly Orderable[], order: Order): Orderable {
  const code =
    order.resourceType === 'MedicationRequest'
      ? (order.medicationCodeableConcept ?? { text: order.medicationReference?.display ?? '' })
      : (order.code ?? {});
  const known = all.find((one) => one.kind === 'medication' && drugKey(one.code) === drugKey(code));
  return known ?? { key: `medication ${drugKey(code)}`, kind: 'medication', name: code.text ?? '', words: '', code, products: [] };
}
