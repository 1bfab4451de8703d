/** What use of the EHR can show, as training names it. To offer help by, never to judge. */
export const signalText: Readonly<Record<string, string>> = {
  errors: 'Errors or inconsistencies',
  'paper-workarounds': 'Paper workarounds',
  'low-use-of-features': 'Low use of advanced features',
  'tickets-on-routine': 'Many requests on routine functions',
  frustration: 'Frustration or strain',
  throughput: 'Productivity or throughput',
  'audit-flags': 'Audit flags',
  'struggling-new-hire': 'New hire who struggles',
};
