import { autocompletion, completionKeymap, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, type Text } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { AuthorIssue } from '#sandbox/contract.ts';
import { pageNonce } from '#web/ui/page-nonce.ts';

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '0.8125rem', backgroundColor: 'var(--ae-surface)', color: 'var(--mantine-color-text)' },
  '&.cm-focused': { outline: '2px solid var(--ae-accent)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'ui-monospace, SFMono-Regular, Menlo, monospace', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--mantine-color-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '.cm-gutters': { backgroundColor: 'var(--ae-surface)', color: 'var(--mantine-color-dimmed)', border: '0' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--ae-hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--ae-accent) 25%, transparent)',
  },
  '.cm-panels, .cm-tooltip': { backgroundColor: 'var(--ae-surface)', color: 'var(--mantine-color-text)', borderColor: 'var(--ae-line)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--ae-hover)', color: 'var(--mantine-color-text)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--ae-gap)', textUnderlineOffset: '3px' },
});
const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--ae-accent-text, var(--ae-accent))', fontWeight: '500' },
  { tag: tags.comment, color: 'var(--mantine-color-dimmed)', fontStyle: 'italic' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--ae-amber)' },
]);

export interface Words {
  /** What may be written: references, kinds, names of fields. */
  readonly all: readonly { readonly label: string; readonly detail: string }[];
}

function completions(words: () => Words): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const before = context.matchBefore(/[\w%/-]+/);
    if (!before && !context.explicit) return null;
    return { from: before?.from ?? context.pos, options: words().all.map((one) => ({ ...one, type: 'text' })), validFor: /^[\w%/-]*$/ };
  };
}

export interface AreaOptions {
  readonly label: string;
  readonly readOnly: boolean;
  readonly words: () => Words;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
}

/** Tab leaves the editor, as everywhere; Ctrl+] and Ctrl+[ move lines in and out. */
export const extensionsFor = ({ label, readOnly, words, onChange, onSave }: AreaOptions): Extension => [
  EditorView.cspNonce.of(pageNonce()),
  lineNumbers(),
  highlightActiveLineGutter(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  yaml(),
  syntaxHighlighting(colours),
  lintGutter(),
  EditorState.readOnly.of(readOnly),
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({
    'aria-label': label,
    'aria-multiline': 'true',
    role: 'textbox',
    ...(readOnly ? { 'aria-readonly': 'true' } : {}),
  }),
  ...(readOnly ? [] : [autocompletion({ override: [completions(words)] })]),
  keymap.of([
    { key: 'Mod-s', preventDefault: true, run: () => (onSave(), true) },
    ...completionKeymap,
    ...defaultKeymap,
    ...historyKeymap,
    ...searchKeymap,
    ...lintKeymap,
  ]),
  EditorView.updateListener.of(({ docChanged, state }) => {
    if (docChanged) onChange(state.doc.toString());
  }),
  look,
];

/** Issues as marks on their lines: from the first letter to the last. */
export const diagnosticsOf = (issues: readonly AuthorIssue[], doc: Text): Diagnostic[] =>
  issues.map(({ line, text }) => {
    const { from, to, text: written } = doc.line(Math.min(Math.max(1, line), doc.lines));
    const indent = written.length - written.trimStart().length;
    return { from: Math.min(from + indent, to), to, severity: 'error', message: text };
  });
