import { Button } from '@mantine/core';
import css from './author.module.css';

interface Props {
  /** For whoever hears it: `the event fever`. */
  what: string;
  index: number;
  count: number;
  readOnly: boolean;
  onMove: (to: number) => void;
  onRemove: () => void;
  onShow: () => void;
}

/** Up, down, out, and where it stands in the file. The keyboard goes with what it moves. The row around has `data-row`, the list `data-rows`. */
export function RowTools({ what, index, count, readOnly, onMove, onRemove, onShow }: Props) {
  const move = (button: HTMLElement, to: number, tool: 'up' | 'down'): void => {
    const list = button.closest('[data-rows]');
    onMove(to);
    focusIn(list, to, [tool, tool === 'up' ? 'down' : 'up']);
  };
  return (
    <div className={css.tools}>
      {!readOnly && (
        <>
          <Button
            size="xs"
            variant="subtle"
            data-tool="up"
            aria-label={`Move ${what} up`}
            disabled={index === 0}
            onClick={(event) => move(event.currentTarget, index - 1, 'up')}
          >
            Up
          </Button>
          <Button
            size="xs"
            variant="subtle"
            data-tool="down"
            aria-label={`Move ${what} down`}
            disabled={index === count - 1}
            onClick={(event) => move(event.currentTarget, index + 1, 'down')}
          >
            Down
          </Button>
        </>
      )}
      <Button size="xs" variant="subtle" aria-label={`Show ${what} in the file`} onClick={onShow}>
        In the file
      </Button>
      {!readOnly && (
        <Button
          size="xs"
          variant="subtle"
          color="red"
          data-tool="remove"
          aria-label={`Remove ${what}`}
          onClick={(event) => {
            const list = event.currentTarget.closest('[data-rows]');
            onRemove();
            focusIn(list, Math.min(index, count - 2), ['remove']);
          }}
        >
          Remove
        </Button>
      )}
    </div>
  );
}

/** The first of these tools that can be used, in a row of the list; where no row is left, what adds one. */
function focusIn(list: Element | null, row: number, tools: readonly string[]): void {
  requestAnimationFrame(() => {
    const inRow = tools
      .map((tool) => list?.querySelector<HTMLElement>(`:scope > [data-row="${row}"] [data-tool="${tool}"]:not(:disabled)`))
      .find(Boolean);
    (inRow ?? list?.parentElement?.querySelector<HTMLElement>('[data-add]'))?.focus();
  });
}
