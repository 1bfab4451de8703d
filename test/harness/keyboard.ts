import { expect, type Locator, type Page } from '@playwright/test';
import { whyUnseen } from './focus-seen.ts';

const stepsMax = 400;
const turnsMax = 3;

/**
 * Somebody without a mouse: everything is reached by Tab and arrows. What cannot be reached fails the journey, and so does what does not show
 * that it has the focus, or has something over it.
 */
export interface Keyboard {
  /** Tab, or Shift+Tab where it stands before, until it has focus; within a list or grid that is one stop of Tab, the arrows. */
  reach(target: Locator): Promise<void>;
  /** Reaches it and presses Enter. */
  press(target: Locator): Promise<void>;
  /** Reaches a field and types; what stood there is replaced. Dates as YYYY-MM-DD, times as HH:MM. */
  type(target: Locator, text: string): Promise<void>;
  /** Escape, once the dialog has the focus; then it is gone. */
  close(dialog: Locator): Promise<void>;
  /** Reaches a checkbox and sets it by the space bar. */
  check(target: Locator, on?: boolean): Promise<void>;
  /** A choice of a group of radios, by arrows. */
  pick(group: Locator, name: string | RegExp): Promise<void>;
  /** An option of a combobox: what is typed narrows, arrows choose, Enter takes. */
  choose(target: Locator, option: RegExp, typed?: string): Promise<void>;
  /** A command of a menu: Enter opens it, arrows find the command. */
  command(button: Locator, item: string | RegExp): Promise<void>;
  /** Arrows from where the focus is, until it is on the target. */
  walk(target: Locator, key?: 'ArrowDown' | 'ArrowUp' | 'ArrowRight' | 'ArrowLeft'): Promise<void>;
  key(...names: string[]): Promise<void>;
  /** Types into what has the focus. */
  write(text: string): Promise<void>;
  /** The practice EHR's list of everything (Ctrl+K): `name` is what the chosen line must hold. */
  goTo(typed: string, name?: string | RegExp): Promise<void>;
}

/** Takes the mouse away: from now on a pointer that is pressed is an error on the console, which ends the test. */
export async function withoutMouse(page: Page): Promise<void> {
  await page.addInitScript(() => {
    addEventListener('pointerdown', (event) => event.isTrusted && console.error('The mouse was used.'), { capture: true });
  });
}

export function keyboardOf(page: Page): Keyboard {
  const key = async (...names: string[]): Promise<void> => {
    for (const name of names) await page.keyboard.press(name);
  };
  const reach = async (target: Locator): Promise<void> => {
    // Radios and switches lie hidden behind what is drawn of them; they have the focus all the same.
    await expect(target).toBeAttached();
    if (await target.evaluate((element) => element.matches('[data-walk][tabindex="-1"]'))) await enterList(target);
    else await tabTo(target);
    await expectSeen(target);
  };
  const enterList = async (target: Locator): Promise<void> => {
    const list = target.locator('xpath=ancestor::*[.//*[@data-walk and @tabindex="0"]][1]');
    await tabTo(list.locator('[data-walk][tabindex="0"]').first());
    for (let pressed = 0; pressed < stepsMax; pressed++) {
      const arrow = await target.evaluate(arrowTo);
      if (arrow === '') return;
      await key(arrow);
    }
    throw new Error(`The arrow keys do not lead to ${String(target)}; the focus is on ${await focused(page)}.`);
  };
  const tabTo = async (target: Locator): Promise<void> => {
    await expect(target).toBeEnabled();
    let last = '';
    for (let pressed = 0, turns = 0; pressed < stepsMax && turns <= turnsMax; pressed++) {
      const where = await standing(target);
      if (where === 'here') return;
      const press = where === 'before' ? 'Shift+Tab' : 'Tab';
      if (last !== '' && last !== press) turns++;
      last = press;
      await key(press);
    }
    throw new Error(`By keyboard ${String(target)} cannot be reached; the focus is on ${await focused(page)}.`);
  };
  /** Reaches it and presses: what took the focus meanwhile does not get the key, as somebody looks where they are before they press. */
  const pressOn = async (target: Locator, name: string): Promise<void> => {
    for (let tried = 0; tried <= turnsMax; tried++) {
      await reach(target);
      if (await keyArrives(page, target, name)) return;
    }
    throw new Error(`${String(target)} does not keep the focus; it is on ${await focused(page)}.`);
  };
  const walk: Keyboard['walk'] = async (target, name = 'ArrowDown') => {
    await expect(target).toBeVisible();
    for (let pressed = 0; pressed < stepsMax; pressed++) {
      const where = await standing(target);
      if (where === 'here') return expectSeen(target);
      // What came into the list meanwhile may stand before the focus.
      await key(where === 'before' && name === 'ArrowDown' ? 'ArrowUp' : name);
    }
    throw new Error(`${name} does not lead to ${String(target)}; the focus is on ${await focused(page)}.`);
  };
  return {
    key,
    reach,
    walk,
    press: (target) => pressOn(target, 'Enter'),
    type: async (target, text) => {
      await reach(target);
      const type = await target.getAttribute('type');
      if (type === 'date' || type === 'time' || type === 'datetime-local') {
        await page.keyboard.type(spoken(text));
        await expect(target).toHaveValue(text);
        return;
      }
      await pressOn(target, 'ControlOrMeta+a');
      await page.keyboard.type(text);
      await expect(target).toHaveValue(text);
    },
    close: async (dialog) => {
      await expect
        .poll(() => dialog.evaluate((one) => one.contains(document.activeElement)), { message: 'the dialog has the focus' })
        .toBe(true);
      await key('Escape');
      await expect(dialog).toHaveCount(0);
    },
    check: async (target, on = true) => {
      await reach(target);
      if ((await target.isChecked()) !== on) await pressOn(target, 'Space');
      await expect(target).toBeChecked({ checked: on });
    },
    pick: async (group, name) => {
      const wanted = group.getByRole('radio', { name, exact: true });
      await expect(wanted).toBeAttached();
      const begun = group.getByRole('radio', { checked: true });
      await reach((await begun.count()) > 0 ? begun : group.getByRole('radio').first());
      const count = await group.getByRole('radio').count();
      for (let pressed = 0; pressed <= count && !(await wanted.isChecked()); pressed++)
        await key((await standing(wanted)) === 'here' ? 'Space' : 'ArrowRight');
      await expect(wanted).toBeChecked();
    },
    choose: async (target, option, typed) => {
      await reach(target);
      if (typed !== undefined) {
        await key('ControlOrMeta+a');
        await page.keyboard.type(typed);
      }
      if ((await target.getAttribute('aria-expanded')) !== 'true') await key('ArrowDown');
      await expect(page.getByRole('option', { name: option }).first()).toBeVisible();
      let label = '';
      do
        for (let pressed = 0; !option.test((label = await marked(target))); pressed++) {
          if (pressed > stepsMax) throw new Error(`The arrows do not lead to the option ${option}; marked is ${label}.`);
          await key('ArrowDown');
        }
      while (!(await keyArrives(page, target, 'Enter', label)));
      await expectTaken(target, label);
    },
    command: async (button, item) => {
      await pressOn(button, 'Enter');
      await walk(page.getByRole('menuitem', { name: item, exact: true }));
      await key('Enter');
    },
    write: (text) => page.keyboard.type(text),
    goTo: async (typed, name = typed) => {
      const field = page.getByRole('combobox', { name: 'Go to or do' });
      await key('ControlOrMeta+k');
      await expect(field).toBeFocused();
      await page.keyboard.type(typed);
      await expect(page.getByRole('option', { selected: true })).toContainText(name);
      await key('Enter');
      await expect(field).toHaveCount(0);
      // What was chosen is done in the next frame, and may move the focus.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    },
  };
}

/**
 * Presses the key if the target has the focus at that very moment, and if `option` is then what its list has marked; else nothing gets it.
 * Answers whether it was pressed.
 */
async function keyArrives(page: Page, target: Locator, name: string, option?: string): Promise<boolean> {
  await target.evaluate((element, wanted) => {
    const at = window as unknown as { keyArrived?: boolean };
    const look = (event: KeyboardEvent): void => {
      const list = document.getElementById(element.getAttribute('aria-controls') ?? '');
      const isMarked = wanted === undefined || list?.querySelector('[role=option][data-combobox-selected]')?.textContent === wanted;
      at.keyArrived = document.activeElement === element && isMarked;
      if (at.keyArrived) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', look, { capture: true, once: true });
  }, option);
  await page.keyboard.press(name);
  // Another page came of it: so it was pressed.
  return page.evaluate(() => (window as unknown as { keyArrived?: boolean }).keyArrived ?? true).catch(() => true);
}

async function expectSeen(target: Locator): Promise<void> {
  await expect.poll(() => target.evaluate(whyUnseen), { message: `${String(target)} has the focus` }).toBe('');
}

/** The arrow key that leads from the focus to the element; '' when it has the focus. */
function arrowTo(element: Element): string {
  const at = document.activeElement;
  if (!at || at === element) return '';
  const [from, to] = [at.getBoundingClientRect(), element.getBoundingClientRect()];
  const [x, y] = [to.left + to.width / 2 - from.left - from.width / 2, to.top + to.height / 2 - from.top - from.height / 2];
  if (Math.abs(y) > 8) return y > 0 ? 'ArrowDown' : 'ArrowUp';
  return x > 0 ? 'ArrowRight' : 'ArrowLeft';
}

/** Where the target is as seen from the focus. From nowhere one tabs forward. */
const standing = (target: Locator): Promise<'here' | 'before' | 'after'> =>
  target.evaluate((element) => {
    const at = document.activeElement;
    if (at === element) return 'here';
    if (!at || at === document.body || at.contains(element)) return 'after';
    return element.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING ? 'before' : 'after';
  });

/** What was chosen stands in its field; a field that may be empty is emptied for the next by some screens. */
async function expectTaken(target: Locator, label: string): Promise<void> {
  const fills = await target.evaluate((field) => field instanceof HTMLInputElement && field.required).catch(() => false);
  if (!fills) return;
  await expect(target).not.toHaveAttribute('aria-expanded', 'true');
  await expect.poll(async () => label.includes((await target.inputValue()) || '\0'), { message: `${label} was chosen` }).toBe(true);
}

/**
 * The option that Enter would take, once the list has come to itself: it forgets what is marked a moment after it opened, and
 * `aria-activedescendant` still names an option that it has forgotten.
 */
const marked = (target: Locator): Promise<string> =>
  target.evaluate(async (field) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    const list = document.getElementById(field.getAttribute('aria-controls') ?? '');
    return list?.querySelector('[role=option][data-combobox-selected]')?.textContent ?? '';
  });

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    return `${at?.tagName} ${at?.getAttribute('role') ?? ''} ${at?.getAttribute('aria-label') ?? at?.textContent?.slice(0, 80) ?? ''}`;
  });

/** As the parts of a date field take it in American English: month, day, year; then hours, minutes and AM or PM. */
function spoken(text: string): string {
  const [date, time] = text.includes('T') ? text.split('T') : text.includes(':') ? ['', text] : [text, ''];
  const [year, month, day] = (date ?? '').split('-');
  const [hours, minutes] = (time ?? '').split(':');
  const hour = Number(hours);
  const clock = time ? `${String(hour % 12 === 0 ? 12 : hour % 12).padStart(2, '0')}${minutes}${hour < 12 ? 'AM' : 'PM'}` : '';
  return date ? `${month}${day}${year}${clock ? '\t' : ''}${clock}` : clock;
}
