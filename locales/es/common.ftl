# Words that appear everywhere. The names follow the Convention's own usage in its three working languages.

-college = Colegio Virtual

-convention = CITES

# The name of the whole site.
college-name = { -college } de la { -convention }

# Before a menu of languages.
language = Idioma

