# Words that appear everywhere. The names follow the Convention's own usage in its three working languages.

-college = Virtual College

-convention = CITES

# The name of the whole site.
college-name = { -convention } { -college }

# Before a menu of languages.
language = Language

# Shown above a part of a page that no translator has reached yet. $language is the name of the language it is in.
untranslated-notice = This part has not been translated yet. It is shown in { $language }.
