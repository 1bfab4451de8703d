import MarkdownIt from 'markdown-it';

/*
 * Markdown as people write it: no HTML (it shows as the text that it is), no pictures from elsewhere, links only to http, https, mail, telephone
 * and our own pages. Columns are aligned by an attribute, because the content security policy allows no style in the text.
 */
const markdown = new MarkdownIt('default', { html: false, linkify: true, breaks: false }).disable('image');
markdown.validateLink = (url) => /^(?:https?:|mailto:|tel:|\/(?!\/)|#)/i.test(url.trim());
markdown.renderer.rules.link_open = (tokens, at, options, _env, self) => {
  const token = tokens[at];
  if (token && /^https?:/i.test(String(token.attrGet('href')))) token.attrSet('rel', 'noopener noreferrer nofollow');
  return self.renderToken(tokens, at, options);
};
for (const rule of ['td_open', 'th_open'])
  markdown.renderer.rules[rule] = (tokens, at, options, _env, self) => {
    const token = tokens[at];
    const align = /text-align:(\w+)/.exec(String(token?.attrGet('style') ?? ''))?.[1];
    if (token) token.attrs = align ? [['data-align', align]] : null;
    return self.renderToken(tokens, at, options);
  };

/** HTML that is safe to set into a page. */
export const markdownHtml = (text: string): string => markdown.render(text);
