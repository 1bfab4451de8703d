import type { Site } from '#directory/contract.ts';
import { id, text, timeZone } from '#platform/files/columns.ts';
import type { FileSpec } from '#platform/files/spec.ts';

export const sitesFile: FileSpec<Site> = {
  file: 'sites.csv',
  columns: { siteId: id('site_id'), name: text('name'), timeZone: timeZone('time_zone') },
  key: ['site_id'],
  references: [],
};
