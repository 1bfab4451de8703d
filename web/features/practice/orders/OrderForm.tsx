import type { BasketItem } from './basket.ts';
import type { Orderable } from './catalogue.ts';
import { MedicationForm } from './MedicationForm.tsx';
import type { Order, ServiceDetails, Sig } from './order-draft.ts';
import { ServiceForm } from './ServiceForm.tsx';

/** What the form is about: something new, an item of the basket, or an order in force that is to be changed. */
export interface Editing {
  readonly orderable: Orderable;
  readonly begin: Sig | null;
  readonly item: BasketItem | null;
  readonly replaces: Order | null;
}

interface Props {
  editing: Editing;
  onMedication: (sig: Sig) => void;
  onService: (details: ServiceDetails) => void;
  onClose: () => void;
}

/** The form that fits what was chosen. */
export function OrderForm({ editing, onMedication, onService, onClose }: Props) {
  if (editing.orderable.kind !== 'medication') return <ServiceForm orderable={editing.orderable} onDone={onService} onClose={onClose} />;
  return (
    <MedicationForm
      key={editing.item?.key ?? editing.orderable.key}
      orderable={editing.orderable}
      {...(editing.begin ? { begin: editing.begin } : {})}
      submit={editing.item ? 'Change it' : 'Add to the basket'}
      onDone={onMedication}
      onClose={onClose}
    />
  );
}
