export const packagesKey = ['packages'] as const;
export const kindText = { cmi5: 'cmi5', 'scorm-1.2': 'SCORM 1.2', 'scorm-2004': 'SCORM 2004' } as const;
export const moveOnText: Readonly<Record<string, string>> = {
  Passed: 'to be passed',
  Completed: 'to be completed',
  CompletedAndPassed: 'to be completed and passed',
  CompletedOrPassed: 'to be completed or passed',
  NotApplicable: 'if you like',
};
