/** Tables of the floor app and of its channels, as `migrations/0031-floor.sql` and `0032-channels.sql` have them. */
export interface FloorTables {
  support_teaching: TeachingTable;
  support_unit_code: { unit_id: string; code: number };
  support_push: PushTable;
  support_push_key: { public_key: string; private_key: string; made_at: Date };
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

export interface PushTable {
  endpoint: string;
  person_id: string;
  account_id: string;
  p256dh: string;
  auth: string;
  created_at: Date;
}
