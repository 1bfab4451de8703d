import { setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import type { AuthorIssue } from '#sandbox/contract.ts';
import css from './author.module.css';
import { diagnosticsOf, extensionsFor, type Words } from './code-mirror.ts';

export interface SourceHandle {
  /** Puts the cursor at the beginning of a line and shows it. */
  readonly goTo: (line: number) => void;
}

interface Props {
  label: string;
  text: string;
  readOnly: boolean;
  issues: readonly AuthorIssue[];
  words: Words;
  onChange: (text: string) => void;
  onSave: () => void;
  ref?: Ref<SourceHandle>;
}

/** The file as text: numbered lines, mistakes on their lines as one types, search, undo. */
export function SourceArea({ label, text, readOnly, issues, words, onChange, onSave, ref }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ text, words, onChange, onSave });
  useEffect(() => {
    latest.current = { text, words, onChange, onSave };
  });
  useEffect(() => {
    if (!place.current) return;
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: extensionsFor({
          label,
          readOnly,
          words: () => latest.current.words,
          onChange: (changed) => latest.current.onChange(changed),
          onSave: () => latest.current.onSave(),
        }),
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, [label, readOnly]);
  useEffect(() => {
    const shown = view.current;
    if (shown && shown.state.doc.toString() !== text) shown.dispatch({ changes: { from: 0, to: shown.state.doc.length, insert: text } });
  }, [text]);
  useEffect(() => {
    const shown = view.current;
    if (shown) shown.dispatch(setDiagnostics(shown.state, diagnosticsOf(issues, shown.state.doc)));
  }, [issues]);
  useImperativeHandle(ref, () => ({
    goTo: (line) => {
      const shown = view.current;
      if (!shown) return;
      const { from } = shown.state.doc.line(Math.min(Math.max(1, line), shown.state.doc.lines));
      shown.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
      shown.focus();
    },
  }));
  return <div ref={place} className={css.source} />;
}
