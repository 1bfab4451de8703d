/** The tables that are searched rather than read and written as a whole. */
export interface DirectoryTables {
  person: {
    person_id: string;
    given_name: string;
    family_name: string;
    job_role: string;
    specialty: string;
    practice_group: string;
    employment: 'in-house' | 'shared' | 'vendor' | 'consultant';
    home_unit: string | null;
    hire_date: string | null;
    end_date: string | null;
    words: string;
    sort_name: string;
  };
  role_held: {
    person_id: string;
    valid_from: string;
    valid_to: string | null;
    job_role: string;
    specialty: string;
    practice_group: string;
    home_unit: string | null;
  };
}
