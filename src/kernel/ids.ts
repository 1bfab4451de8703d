/** A new identifier that sorts by time of birth and says what it names: `req_0mfx3k9a1b…`. */
export function newId(prefix: string): string {
  const time = Date.now().toString(36).padStart(9, '0');
  const random = crypto.randomUUID().replaceAll('-', '').slice(0, 14);
  return `${prefix}_${time}${random}`;
}
