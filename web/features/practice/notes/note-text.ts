import type { DocumentReference } from '../fhir/documents.ts';

/** The text of a note: plain text, kept as the standard wants it (base64 of UTF-8). */
export function noteText(note: DocumentReference): string {
  const attachment = note.content[0]?.attachment;
  if (attachment?.data === undefined) return attachment?.title ?? note.description ?? '';
  const bytes = Uint8Array.from(atob(attachment.data), (char) => char.codePointAt(0) ?? 0);
  return new TextDecoder().decode(bytes);
}

export function attachmentOf(text: string): { contentType: string; data: string } {
  const bytes = new TextEncoder().encode(text);
  return { contentType: 'text/plain', data: btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join('')) };
}
