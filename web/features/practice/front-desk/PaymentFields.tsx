import { NumberInput, SegmentedControl, Select } from '@mantine/core';
import css from './desk.module.css';
import { paymentWays, unpaidReasons, type Payment, type PaymentWay } from './payments.ts';

interface Props {
  label: string;
  payment: Payment;
  onChange: (payment: Payment) => void;
}

/** An amount at the desk, and how it was paid; not paid has a reason. */
export function PaymentFields({ label, payment, onChange }: Props) {
  return (
    <div className={css.payment}>
      <NumberInput
        label={label}
        hideControls
        min={0}
        decimalScale={2}
        w={130}
        value={payment.amount ?? ''}
        onChange={(next) => onChange({ ...payment, amount: next === '' ? null : Number(next) })}
      />
      {(payment.amount ?? 0) > 0 && (
        <SegmentedControl
          aria-label="How it is paid"
          value={payment.way ?? ''}
          onChange={(way) => onChange({ ...payment, way: way as PaymentWay, reason: null })}
          data={[...paymentWays]}
        />
      )}
      {payment.way === 'Not paid' && (
        <Select
          label="Why not"
          required
          data={unpaidReasons}
          value={payment.reason}
          onChange={(reason) => onChange({ ...payment, reason })}
        />
      )}
    </div>
  );
}
