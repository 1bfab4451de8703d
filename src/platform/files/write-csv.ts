export type CsvCell = string | number | boolean | null;

/** RFC 4180 text with `\r\n` line ends; null writes as empty. */
export function writeCsv(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = [header.map(quoted).join(',')];
  for (const row of rows) lines.push(row.map(quoted).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function quoted(cell: CsvCell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
