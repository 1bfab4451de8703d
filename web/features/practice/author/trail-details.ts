/** What is noted with each kind of the trail, as the screens note it. */
export const trailDetails: Readonly<Record<string, readonly string[]>> = {
  'chart-opened': ['patient'],
  'screen-opened': ['screen', 'patient'],
  viewed: ['target'],
  'barcode-scanned': ['what', 'verdict', 'target', 'code'],
  'alert-shown': ['category', 'target'],
  'alert-overridden': ['category', 'target', 'reason'],
  'alert-heeded': ['category', 'target'],
  searched: ['what', 'found'],
  identified: ['by', 'patient'],
  witnessed: ['target', 'who'],
  called: ['to', 'about', 'how', 'readBack'],
  clicked: ['count'],
};

/** Words for fields whose name alone says too little. */
const words: Readonly<Record<string, string>> = {
  what: 'What',
  at: 'When',
  by: 'By whom',
  as: 'Name for later',
  for: 'As needed for',
  often: 'How often',
  from: 'Made from',
  prior: 'Replaces',
  set: 'Order set',
  to: 'To whom',
  basedOn: 'Order it answers',
  due: 'When it was due',
  readBack: 'Repeated back',
  loinc: 'LOINC code',
  about: 'About',
};
export const fieldWord = (name: string): string => words[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
