# Words that appear everywhere. The names follow the Convention's own usage in its three working languages.

-college = Virtual College

-convention = CITES

# The name of the whole site.
college-name = { -convention } { -college }

# Before a menu of languages.
language = Language

