type Cell = string | number | null;

/** RFC 4180 text with a header row; line ends are CRLF as section 2 asks. */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map(csvLine).join('\r\n') + '\r\n';
}

export const csvLine = (row: readonly Cell[]): string => row.map(cell).join(',');

function cell(value: Cell): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
