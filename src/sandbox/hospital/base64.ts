/** Text as FHIR's base64Binary holds it. */
export const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
