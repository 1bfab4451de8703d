/** Tables of the floor app and of its channels, as `migrations/0031-floor.sql` has them. */
export interface FloorTables {
  support_teaching: TeachingTable;
  support_unit_code: { unit_id: string; code: number };
}

export interface TeachingTable {
  teaching_id: string;
  client_key: string;
  by_person: string;
  person_id: string;
  topic: string;
  result: 'alone' | 'with-help' | 'again';
  unit_id: string | null;
  at: Date;
  logged_at: Date;
}
