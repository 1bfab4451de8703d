import { useMemo } from 'react';
import css from './MarkdownText.module.css';
import { markdownHtml } from './markdown.ts';

/** Markdown to be read: on a phone at the bedside as well as at a desk. */
export function MarkdownText({ children }: { children: string }) {
  const html = useMemo(() => ({ __html: markdownHtml(children) }), [children]);
  return <div className={css.text} dangerouslySetInnerHTML={html} />;
}
