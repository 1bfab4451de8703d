import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { plural } from '#web/ui/time-text.ts';
import type { BasketItem } from './basket.ts';
import type { ShownCard } from './cds.ts';
import { detailOf, titleOf } from './order-draft.ts';
import css from './orders.module.css';

const kindLetters: Record<BasketItem['kind'], string> = {
  medication: 'Med',
  laboratory: 'Lab',
  imaging: 'Img',
  nursing: 'Nur',
  diet: 'Diet',
  referral: 'Ref',
  procedure: 'Proc',
};

interface Props {
  items: readonly BasketItem[];
  /** What decision support said when each was chosen, by item. */
  cards: ReadonlyMap<string, readonly ShownCard[]>;
  busy: boolean;
  disabled: boolean;
  onEdit: (item: BasketItem) => void;
  onRemove: (keys: readonly string[]) => void;
  onPend: () => void;
  onSign: () => void;
}

/** Orders that nobody carries out yet. */
export function Basket({ items, cards, busy, disabled, onEdit, onRemove, onPend, onSign }: Props) {
  return (
    <section className={css.basket} aria-label="Order basket" data-region>
      <div className={css.basketHead}>
        <h2>Basket</h2>
        <span className={css.detail} role="status">
          {items.length === 0 ? 'empty' : `${plural(items.length, 'order')}, not signed`}
        </span>
      </div>
      {items.length === 0 ? (
        <div className={css.empty}>What you choose waits here until you sign it. Nothing is carried out before.</div>
      ) : (
        <ul className={css.items}>
          {items.map((item) => (
            <li key={item.key} className={css.item}>
              <div>
                <span className={css.kind}>{kindLetters[item.kind]}</span> <span className={css.itemName}>{titleOf(item.order)}</span>
                <div className={css.detail}>
                  {detailOf(item.order)}
                  {item.replaces && ' · replaces the present order'}
                  {item.fromSet && ` · ${item.fromSet}`}
                </div>
              </div>
              <div style={{ display: 'flex', gap: 2 }}>
                {item.kind === 'medication' && (
                  <ActionIcon variant="subtle" size="md" aria-label={`Change ${titleOf(item.order)}`} onClick={() => onEdit(item)}>
                    <IconPencil size={15} />
                  </ActionIcon>
                )}
                <ActionIcon
                  variant="subtle"
                  size="md"
                  color="gray"
                  aria-label={`Remove ${titleOf(item.order)}`}
                  onClick={() => onRemove([item.key])}
                >
                  <IconTrash size={15} />
                </ActionIcon>
              </div>
              {cards.get(item.key)?.map((card) => (
                <div key={card.uuid ?? card.summary} className={css.inline} data-indicator={card.indicator}>
                  {card.summary}
                </div>
              ))}
            </li>
          ))}
        </ul>
      )}
      <div className={css.foot}>
        <Button onClick={onSign} disabled={disabled || items.length === 0} loading={busy}>
          Sign {items.length > 0 ? items.length : ''}
        </Button>
        <Button
          variant="default"
          onClick={onPend}
          disabled={disabled || items.length === 0}
          loading={busy}
          title="Keep in the chart, unsigned, for later or for somebody else"
        >
          Pend
        </Button>
      </div>
    </section>
  );
}
