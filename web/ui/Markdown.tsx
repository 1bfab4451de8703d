import MarkdownIt from 'markdown-it';
import { useMemo } from 'react';
import css from './Markdown.module.css';

/*
 * Markdown as React never sees it written: HTML in the text stays text, links open safely, and nothing carries a style of its own, which
 * the content security policy would refuse.
 */
const reader = new MarkdownIt({ html: false, linkify: false, typographer: false });
const headingDown = (open: boolean) => (tokens: { tag: string }[], index: number) => {
  const level = Math.min(6, Number(tokens[index]?.tag.slice(1)) + 1);
  return `<${open ? '' : '/'}h${level}>`;
};
reader.renderer.rules.heading_open = headingDown(true);
reader.renderer.rules.heading_close = headingDown(false);
for (const cell of ['th_open', 'td_open'] as const)
  reader.renderer.rules[cell] = (tokens, index) => {
    const align = /text-align:(right|center)/.exec(String(tokens[index]?.attrGet('style') ?? ''))?.[1];
    return `<${tokens[index]?.tag}${align ? ` class="${align}"` : ''}>`;
  };
reader.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  const token = tokens[index];
  if (token && /^https?:/.test(String(token.attrGet('href') ?? ''))) {
    token.attrSet('target', '_blank');
    token.attrSet('rel', 'noreferrer');
  }
  return self.renderToken(tokens, index, options);
};

interface Props {
  text: string;
  /** `media:name.svg` becomes this and the name. */
  mediaPath?: string;
  /** Within a line: no paragraphs. */
  inline?: boolean;
}

export function Markdown({ text, mediaPath = '', inline = false }: Props) {
  const html = useMemo(() => {
    const source = text.replaceAll(/\]\(media:([\w.-]+)\)/g, `](${mediaPath}$1)`);
    return inline ? reader.renderInline(source) : reader.render(source);
  }, [text, mediaPath, inline]);
  // The reader escapes everything that is not Markdown of its own.
  return inline ? (
    <span className={css.text} dangerouslySetInnerHTML={{ __html: html }} />
  ) : (
    <div className={css.text} dangerouslySetInnerHTML={{ __html: html }} />
  );
}
