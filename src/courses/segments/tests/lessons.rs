//! A lesson as its texts.

use super::listed;

const LESSON: &str = "## Start *here*

A word[^1] about [Conf. 12.3](cite:conf-12-3),
then more.

![Two *boxes*.](media/boxes.svg)

- one
- two
  1. inner
  2. \\- escaped

  after
- ![small](media/a.svg) three

| a | b |
|---|--:|
| 1 | x \\| y |
|  | `code` |

> Quoted,
> on two lines.
>
> And more.

```
no words
```

* * *

Setext *heading*
----------------

[^1]: A note,
    that goes on.

    And more of it.
";

#[test]
fn every_kind_of_block_gives_its_texts() {
    assert_eq!(
        listed(LESSON),
        [
            "heading: Start *here*",
            "paragraph: A word[^1] about [Conf. 12.3](cite:conf-12-3),\nthen more.",
            "alt-text: Two boxes.",
            "list-item: one",
            "list-item: two",
            "list-item: inner",
            "list-item: \\- escaped",
            "list-item: after",
            "list-item: ![small](media/a.svg) three",
            "cell: a",
            "cell: b",
            "cell: 1",
            "cell: x \\| y",
            "cell: `code`",
            "quotation: Quoted,\non two lines.",
            "quotation: And more.",
            "heading: Setext *heading*",
            "footnote: A note,\nthat goes on.\n\nAnd more of it.",
        ]
    );
}

#[test]
fn marks_around_a_text_are_not_of_it() {
    for (lesson, expected) in [
        ("> - a\n>   b\n>\n>   c\n", vec!["list-item: a\nb\n\nc"]),
        ("- > a\n  > b\n  >\n  > c\n", vec!["quotation: a\nb\n\nc"]),
        ("> lazy\nline\n", vec!["quotation: lazy\nline"]),
        ("-   wide\n    more\n", vec!["list-item: wide\nmore"]),
        ("- - deep\n    er\n", vec!["list-item: deep\ner"]),
        ("1) a\n\n   b\n2) c\n", vec!["list-item: a\n\nb", "list-item: c"]),
        ("-\n  below\n", vec!["list-item: below"]),
        ("## closed ##\n", vec!["heading: closed"]),
        ("two  \nlines\\\nbroken\n", vec!["paragraph: two  \nlines\\\nbroken"]),
        ("&amp; entity *\n", vec!["paragraph: &amp; entity *"]),
        ("\\# no heading\n", vec!["paragraph: \\# no heading"]),
        ("- a\n\n      code\n\n  b\n", vec!["list-item: a", "list-item: b"]),
        ("[a]: https://cites.org\n\n[a]\n", vec!["paragraph: [a]"]),
    ] {
        assert_eq!(listed(lesson), expected, "{lesson:?}");
    }
}
