const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text as XML takes it, in elements and attributes; characters that XML forbids are left out. */
export const xmlText = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- those are the ones that must go
  text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replaceAll(/[&<>"']/g, (one) => entities[one] ?? one);
