-- Apps that can keep a secret (confidential clients), and what an app may be allowed at most.
alter table sandbox_app add column secret_hash bytea;
-- Scopes, with blanks between; null: whatever is asked for and can be given.
alter table sandbox_app add column scopes text;
create index sandbox_app_grant_account on sandbox_app_grant (account_id);
