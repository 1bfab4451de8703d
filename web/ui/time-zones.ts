/** Every IANA zone that the browser knows, UTC included. */
export const timeZones = (): string[] => [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])];
