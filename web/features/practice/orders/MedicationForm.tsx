import { Autocomplete, Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { frequencies } from '../fhir/frequency.ts';
import type { Orderable } from './catalogue.ts';
import { HoldFields } from './HoldFields.tsx';
import { missingOf, routes, sigOf, type Sig } from './order-draft.ts';

interface Props {
  orderable: Orderable;
  /** Details to begin with: of the order that is changed, or of an order set. */
  begin?: Sig;
  submit: string;
  busy?: boolean;
  error?: unknown;
  /** Fields of the caller's own, above the rest. */
  above?: ReactNode;
  /** Something of the caller's own is missing. */
  blocked?: boolean;
  onDone: (sig: Sig) => void;
  onClose: () => void;
}

const reasons = [
  'pain',
  'moderate pain',
  'severe pain',
  'fever',
  'nausea',
  'itching',
  'anxiety',
  'constipation',
  'shortness of breath',
  'insomnia',
];

/** Dose, route, frequency, and what else makes an order safe to carry out. */
export function MedicationForm({ orderable, begin, submit, busy = false, error = null, above, blocked = false, onDone, onClose }: Props) {
  const [sig, setSig] = useState<Sig>(() => begin ?? sigOf(orderable.products[0], orderable));
  const [tried, setTried] = useState(false);
  const missing = missingOf(sig);
  const change = (part: Partial<Sig>): void => setSig((before) => ({ ...before, ...part }));
  const lacks = (what: string): string | null => (tried && missing.includes(what) ? 'Needed' : null);
  const units = [...new Set([...orderable.products.map((product) => product.unit), sig.unit].filter(Boolean))];
  return (
    <FormDrawer
      title={orderable.name}
      submit={submit}
      busy={busy}
      error={error}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (missing.length === 0 && !blocked) onDone(sig);
      }}
      onClose={onClose}
    >
      {above}
      {orderable.products.length > 0 && (
        <Select
          label="Product"
          data={orderable.products.map((product) => ({ value: product.reference.reference ?? '', label: product.name }))}
          value={sig.product?.reference ?? null}
          onChange={(value) => {
            const product = orderable.products.find((one) => one.reference.reference === value);
            if (product)
              change({
                ...sigOf(product, orderable),
                frequency: sig.frequency,
                asNeeded: sig.asNeeded,
                reason: sig.reason,
                days: sig.days,
                instructions: sig.instructions,
                holds: sig.holds,
              });
          }}
        />
      )}
      <Group grow align="start">
        <NumberInput
          data-autofocus
          label="Dose"
          required
          min={0}
          decimalScale={4}
          hideControls
          value={sig.dose ?? ''}
          error={lacks('dose')}
          onChange={(value) => change({ dose: typeof value === 'number' ? value : null })}
        />
        <Select
          label="Unit"
          data={units.length > 0 ? units : ['mg']}
          value={sig.unit || null}
          allowDeselect={false}
          onChange={(value) =>
            change({ unit: value ?? '', unitCode: orderable.products.find((one) => one.unit === value)?.unitCode ?? value ?? '' })
          }
        />
        <Select
          label="Route"
          required
          data={[...new Set([...routes, sig.route].filter(Boolean))]}
          value={sig.route || null}
          error={lacks('route')}
          onChange={(value) => change({ route: value ?? '' })}
        />
      </Group>
      <Select
        label="Frequency"
        required
        searchable
        data={frequencies.map((one) => ({
          value: one.code,
          label: one.times.length > 0 && one.times.length < 5 ? `${one.label} (${one.times.join(', ')})` : one.label,
        }))}
        value={sig.frequency || null}
        error={lacks('frequency')}
        onChange={(value) => change({ frequency: value ?? '', ...(value === 'now' ? { stat: true } : {}) })}
      />
      <Group align="end">
        <Checkbox label="As needed" checked={sig.asNeeded} onChange={(event) => change({ asNeeded: event.currentTarget.checked })} pb={8} />
        {sig.asNeeded && (
          <Autocomplete
            label="For"
            required
            data={reasons}
            style={{ flex: 1 }}
            value={sig.reason}
            error={lacks('reason for as needed')}
            onChange={(reason) => change({ reason })}
          />
        )}
      </Group>
      <Group grow align="end">
        <NumberInput
          label="Days"
          description="Empty: until stopped"
          min={1}
          max={365}
          allowDecimal={false}
          value={sig.days ?? ''}
          onChange={(value) => change({ days: typeof value === 'number' ? value : null })}
        />
        <Checkbox label="STAT" checked={sig.stat} onChange={(event) => change({ stat: event.currentTarget.checked })} pb={8} />
      </Group>
      <HoldFields drug={orderable.name} holds={sig.holds} onChange={(holds) => change({ holds })} />
      <TextInput
        label="Instructions"
        placeholder="With food"
        value={sig.instructions}
        onChange={(event) => change({ instructions: event.currentTarget.value })}
      />
    </FormDrawer>
  );
}
