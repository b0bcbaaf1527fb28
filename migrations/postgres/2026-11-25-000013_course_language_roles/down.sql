DELETE FROM role_grants WHERE scope_kind = 'course-locale';
ALTER TABLE role_grants DROP CONSTRAINT role_grants_scope_kind_check;
ALTER TABLE role_grants ADD CONSTRAINT role_grants_scope_kind_check
  CHECK (scope_kind IN ('site', 'party', 'course', 'locale'));
