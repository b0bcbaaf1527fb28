-- How many suggestions of somebody wait in a locale.
CREATE INDEX translations_waiting ON translations (author, locale, state);

-- What was replaced keeps the moment at which it was approved; it had that at which it was replaced.
UPDATE translations
SET settled_at = COALESCE(
  (SELECT MAX(r.at) FROM translation_reviews r WHERE r.translation = translations.id AND r.verdict = 'approve'),
  created_at
)
WHERE state = 'superseded';
