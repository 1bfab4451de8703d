-- Practice EHR: attempts may stand on a FHIR server of the hospital's own, which is read and never written.

-- Its address, for a hospital that is not kept here (`resources` is then an empty list). The token is a setting of the process, not kept.
alter table sandbox_hospital add column remote_url text;
