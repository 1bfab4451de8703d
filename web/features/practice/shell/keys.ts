/** One key of the practice EHR, as the help shows it. The same for every role and screen. */
export interface KeyLine {
  readonly keys: string;
  readonly does: string;
}

export const keyGroups: readonly { readonly title: string; readonly lines: readonly KeyLine[] }[] = [
  {
    title: 'Everywhere',
    lines: [
      { keys: 'Ctrl+K', does: 'Go to a screen, a patient or a command by its first letters' },
      { keys: 'F6, Shift+F6', does: 'Next and previous region: top, tabs, parts of the chart, work, basket' },
      { keys: 'Alt+PageDown, Alt+PageUp', does: 'Next and previous part of the chart, or work space' },
      { keys: 'F8, Shift+F8', does: 'Next and previous open chart' },
      { keys: '?', does: 'This help' },
      { keys: 'Escape', does: 'Closes what is open in front; nothing is written' },
    ],
  },
  {
    title: 'Tabs, parts of the chart, lists and grids',
    lines: [
      { keys: 'Tab', does: 'Each of them is one stop' },
      { keys: 'Arrow keys', does: 'Move within it' },
      { keys: 'Home, End', does: 'First and last of the line; with Ctrl of all' },
      { keys: 'Enter', does: 'Opens it' },
      { keys: 'Delete', does: 'On the tab of a chart: closes the chart' },
    ],
  },
  {
    title: 'MAR',
    lines: [
      { keys: 'Arrow keys', does: 'From dose to dose by drug and time' },
      { keys: 'Enter', does: 'Opens the dose; the scanner types into the field that waits' },
      { keys: 'Enter, Tab', does: 'After a typed bar code: reads it' },
    ],
  },
  {
    title: 'Flowsheet',
    lines: [
      { keys: 'Enter', does: 'Next field below' },
      { keys: 'Ctrl+Enter', does: 'Files everything that was typed' },
    ],
  },
  {
    title: 'Notes',
    lines: [
      { keys: '. and a word', does: 'A text block: .vitals, .meds, .labs …' },
      { keys: 'F2', does: 'Next place to fill in (***)' },
      { keys: 'Ctrl+Enter', does: 'Signs' },
    ],
  },
  {
    title: 'Orders',
    lines: [
      { keys: 'Letters, Enter', does: 'In the order field: finds and opens an order' },
      { keys: 'Ctrl+Enter', does: 'Goes to signing what is in the basket' },
    ],
  },
];
