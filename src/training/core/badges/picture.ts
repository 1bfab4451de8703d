const escaped = (text: string): string => text.replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** Words in lines of about so many characters; what does not fit ends in an ellipsis. */
function inLines(text: string, width: number, linesMax: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.slice(0, width));
  }
  return lines.length <= linesMax ? lines : [...lines.slice(0, linesMax - 1), `${lines[linesMax - 1] ?? ''}…`];
}

/** A badge as an SVG picture with the credential baked in (OB 3.0, 5.3.2.1). */
export function bakedPicture(name: string, organisation: string, credential: string): string {
  const lines = inLines(name, 20, 3).map(
    (line, index) => `<text x="200" y="${205 + index * 34}" font-size="28" font-weight="600">${escaped(line)}</text>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" viewBox="0 0 400 400" role="img" aria-label="${escaped(name)}">
<openbadges:credential verify="${credential}"></openbadges:credential>
<path d="M200 12 364 72v128c0 92-66 158-164 188C102 358 36 292 36 200V72z" fill="#1f5fa8"/>
<path d="M200 30 348 84v116c0 82-58 141-148 169C110 341 52 282 52 200V84z" fill="#ffffff"/>
<path d="M168 112l22 24 44-48" fill="none" stroke="#1f5fa8" stroke-width="14" stroke-linecap="round" stroke-linejoin="round"/>
<g text-anchor="middle" font-family="Inter, Helvetica, Arial, sans-serif" fill="#1d2530">${lines.join('')}<text x="200" y="318" font-size="17">${escaped(inLines(organisation, 26, 1)[0] ?? '')}</text></g>
</svg>
`;
}

/** The token in a text: the text itself, or the picture that it is baked into. */
export function tokenIn(badge: string): string {
  const [, baked] = /<openbadges:credential\s[^>]*?verify="([\w.-]+)"/.exec(badge) ?? [];
  return (baked ?? badge).trim();
}
