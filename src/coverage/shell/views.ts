import type { AssignmentView } from '../contract.ts';
import type { PlacedAssignment } from '../store/rows.ts';

export const assignmentView = (one: PlacedAssignment): AssignmentView => ({
  id: one.id,
  personId: one.personId,
  start: one.start,
  end: one.end,
  kind: one.kind,
  unitId: one.unitId,
  shiftId: one.shiftId,
  needIds: [...one.needIds],
  locked: one.locked,
  cost: one.cost,
  version: one.version,
});
