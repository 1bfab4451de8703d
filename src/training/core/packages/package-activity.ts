/*
 * Under which IRIs packages stand in the ledger (cmi5 8.1.5: the LMS gives them, and they differ from the author's).
 * A teaching names the course by its IRI, as it does any course that is taken elsewhere.
 */
export const courseIri = (packageId: string): string => `urn:atelbow:package:${packageId}`;
export const unitIri = (packageId: string, unit: number): string => `${courseIri(packageId)}/units/${unit}`;
export const blockIri = (packageId: string, blockId: string): string => `${courseIri(packageId)}/blocks/${encodeURIComponent(blockId)}`;

/** Who vouches for what a unit says. Its statements prove nothing by themselves: what follows from them we say ourselves. */
export const unitHomePage = 'urn:atelbow:package-units';

/** The author's own id of a unit as an IRI: cmi5 has one, SCORM a name. */
export const publisherIri = (id: string): string => (id.includes(':') ? id : `urn:atelbow:scorm-item:${encodeURIComponent(id)}`);
