import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/*
 * A person without a mouse. Nothing is focused from outside: the Tab key, the arrow keys and the shortcuts must reach it, it must be seen to
 * have the focus, and nothing may lie over it (WCAG 2.1.1, 2.4.7, 2.4.11).
 */
export class Keyboard {
  readonly #page: Page;
  #presses = 0;
  constructor(page: Page) {
    this.#page = page;
  }

  /** Tells at the end whether a pointer was used after all. */
  static async on(page: Page): Promise<Keyboard> {
    await page.addInitScript(() => {
      const seen = { count: Number(sessionStorage.getItem('pointer-uses') ?? 0) };
      for (const kind of ['pointerdown', 'mousedown', 'touchstart'])
        addEventListener(kind, (event) => event.isTrusted && sessionStorage.setItem('pointer-uses', String((seen.count += 1))), true);
    });
    return new Keyboard(page);
  }

  get presses(): number {
    return this.#presses;
  }

  async press(key: string, times = 1): Promise<void> {
    for (let i = 0; i < times; i += 1) await this.#page.keyboard.press(key);
    this.#presses += times;
  }

  /** Types into what has the focus. */
  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
    this.#presses += text.length;
  }

  /** Replaces what a field holds. */
  async fill(field: Locator, text: string): Promise<void> {
    await this.tabTo(field);
    await this.press('Control+a');
    await this.type(text);
  }

  /** Tab until it has the focus; fails where it cannot be reached. */
  async tabTo(target: Locator, { key = 'Tab', stopsMax = 60 }: { key?: 'Tab' | 'Shift+Tab'; stopsMax?: number } = {}): Promise<void> {
    await this.#until(target, key, stopsMax);
  }

  /** The same key until it has the focus: within lists and grids. */
  async arrowTo(target: Locator, key: string, stepsMax = 40): Promise<void> {
    await this.#until(target, key, stepsMax);
  }

  async enter(target: Locator): Promise<void> {
    await this.tabTo(target);
    await this.press('Enter');
  }

  async turn(checkbox: Locator): Promise<void> {
    await this.tabTo(checkbox);
    await this.press('Space');
  }

  /** A searchable field: what is typed, then the first of what is offered. */
  async choose(field: Locator, typed: string, option: Locator): Promise<void> {
    await this.tabTo(field);
    await this.type(typed);
    await expect(option.first()).toBeVisible();
    for (let i = 0; i < 30 && (await option.first().getAttribute('data-combobox-selected')) === null; i += 1) await this.press('ArrowDown');
    await this.press('Enter');
  }

  /** The product's own list of everything (Ctrl+K). */
  async goTo(typed: string, expected: string | RegExp = typed): Promise<void> {
    const field = this.#page.getByRole('combobox', { name: 'Go to or do' });
    await this.press('Control+k');
    await expect(field).toBeFocused();
    await this.type(typed);
    await expect(this.#page.getByRole('option', { selected: true })).toContainText(expected);
    await this.press('Enter');
    await expect(field).toHaveCount(0);
  }

  /** At the end of a journey. */
  async expectNoPointer(): Promise<void> {
    expect(await this.#page.evaluate(() => sessionStorage.getItem('pointer-uses'))).toBeNull();
  }

  async #until(target: Locator, key: string, timesMax: number): Promise<void> {
    await expect(target).toHaveCount(1);
    const passed: string[] = [];
    for (let i = 0; i <= timesMax; i += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) {
        expect(await target.evaluate(whyUnseen), `${String(target)} has the focus and it is not seen`).toBe('');
        return;
      }
      passed.push(await this.#page.evaluate(nameOfFocus));
      await this.press(key);
    }
    throw new Error(`${key} does not reach ${String(target)}. It passed: ${passed.join(' > ')}`);
  }
}

function nameOfFocus(): string {
  const element = document.activeElement;
  const name = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  return `${element?.tagName.toLowerCase()} ${name.slice(0, 30)}`.trim();
}

/** '' when the focus is drawn and what has it is in view and not covered. */
function whyUnseen(element: Element): string {
  // Fields that are drawn by their label (switches, radio buttons, segments) show the focus there.
  const around = [
    element,
    element.nextElementSibling,
    element.parentElement,
    element.parentElement?.nextElementSibling,
    element.closest('label'),
  ];
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = 'var(--mantine-primary-color-filled)';
  const accent = getComputedStyle(probe).color;
  probe.remove();
  const isDrawn = around.some((one) => {
    if (!one) return false;
    const style = getComputedStyle(one);
    const outlined = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1;
    return outlined || (one.matches('input, textarea') && style.borderTopColor === accent);
  });
  if (!isDrawn && getComputedStyle(element).boxShadow === 'none') return 'no outline';
  const box = element.getBoundingClientRect();
  if (box.width < 4 || box.height < 4 || getComputedStyle(element).opacity === '0') return '';
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return 'out of view';
  const top = document.elementFromPoint(x, y);
  return top && (element.contains(top) || top.contains(element) || top.closest('label')?.contains(element))
    ? ''
    : `covered by ${top?.outerHTML.slice(0, 120)}`;
}
