# Words that appear everywhere. The names follow the Convention's own usage in its three working languages.

-college = Collège virtuel

-convention = CITES

# The name of the whole site.
college-name = { -college } de la { -convention }

# Before a menu of languages.
language = Langue

# Shown above a part of a page that no translator has reached yet. $language is the name of the language it is in.
untranslated-notice = Cette partie n’a pas encore été traduite. Langue affichée : { $language }.
