// SPDX-License-Identifier: Apache-2.0
/// Templates: pages with values in them, escaped unless a template says otherwise.
///
/// [Loader][tornado.template.Loader] is the entry. The language is that of [Pebble](https://pebbletemplates.io), which reads expressions
/// here; tags, output and access to values are this package's own, so that what Tornado promises of templates holds. Pebble was chosen
/// for its language, which is the one most people know, and for its size; nothing outside this package sees it.
///
/// Every template has the functions `escape`, `xhtml_escape`, `url_escape`, `json_encode`, `squeeze`, `linkify`, `datetime` and `range`,
/// as filters too, and Pebble's filters, tests and `max` and `min`. Values are escaped as `html`; `{% autoescape "js" %}` and
/// `{{ x | escape("js") }}` name another way for the place where a value stands:
///
/// | name | place |
/// |---|---|
/// | `html` | elements, and attributes within quotes |
/// | `href` | an address within quotes; one that would run a script becomes `#` |
/// | `url` | a part of a query |
/// | `js` | a string within a script, or within a script in an attribute |
/// | `json` | a value within a script element, or within an attribute in single quotes |
/// | `css` | an identifier or a string within a style sheet |
/// | `none` | where nothing is to be escaped |
///
/// [check][tornado.template.Loader#check] finds values escaped as `html` that stand in a place of another kind.
///
/// `{% defer %}`, `{% meanwhile %}`, `{% enddefer %}` holds a part of the page that takes long: it is rendered in a coroutine of its own, and the
/// page goes on without it if its [sink][tornado.template.PageSink] can put it into its place later.
///
/// | Tornado | here |
/// |---|---|
/// | `{{ x }}`, `{% raw x %}`, `{# #}`, `{% comment %}`, `{{!`, `{%!` | the same |
/// | `{% end %}` | `{% endif %}`, `{% endfor %}`, `{% endblock %}` and so on |
/// | `{% elif %}` | `{% elseif %}` |
/// | `{% for k, v in d.items() %}` | `{% for e in d %}` with `e.key` and `e.value` |
/// | `{% for %}` with `{% else %}` after the last | `{% else %}` is for no values at all |
/// | `{% while %}` with `{% else %}` | none |
/// | `range(3)` | `range(0, 2)` or `0..2` |
/// | `{% while %}`, `{% break %}`, `{% continue %}`, `{% try %}` | the same |
/// | `{% apply f %}` | the same, also `{% filter f %}` and `{{ x | f }}` |
/// | `{% autoescape f %}`, `{% autoescape None %}` | the same, and up to `{% endautoescape %}` if that is there |
/// | `{% include a.html %}`, `{% extends a.html %}` | with quotes; any expression |
/// | `{% block b %}` in an included file, overridden | `{% embed "a.html" %}` |
/// | `{% module M(x, k=1) %}`, `{% whitespace single %}` | the same |
/// | `{% set x = 1 %}` | the same |
/// | `{% import m %}`, `{% from m import n %}`: Python's modules | macros of other templates |
/// | names that begin with `_tt_` are reserved | none are |
/// | `fn` of `{% apply fn %}` and `{% autoescape fn %}` gets bytes | text |
/// | any Python | Pebble's expressions: `x ? a : b`, `x is empty`, `a ~ b`, `x | filter`, `not (a == b)` |
/// | `None` prints `None` | null prints nothing |
///
/// What Pebble renders, this package renders the same, which random templates are tried for, but for this:
///
/// | Pebble | here |
/// |---|---|
/// | conditions are truths, numbers and texts; NaN is false | any value; false, null, zero and what is empty count as false |
/// | `{% for %}` over null does nothing | what `{% else %}` holds |
/// | `{% filter f %}` escapes what it makes | values within it, before |
/// | `{% embed %}` escapes nothing in its blocks | as elsewhere |
/// | what is HTML is never escaped | within scripts, styles and addresses it is |
/// | `{% autoescape %}`; a name that is none escapes nothing | a name that there is |
/// | `date` makes HTML | text, which is escaped |
/// | `nl2br` makes text, which is escaped | HTML; its text is escaped |
/// | `m.macro(a, b=1)`: no values with names | as in `macro(a, b=1)` |
/// | `sort`, `rsort` and `reverse` change the list | another one |
/// | `default` and `is defined` take what is missing in a macro that they call | an error, as elsewhere |
/// | defaults of a macro's parameters see each other's defaults | the parameters before them |
/// | of macros that are imported under one name the first counts | the last |
/// | what an included template imports is there afterwards; it doesn't know what `{% from %}` imported | is not; does |
/// | of blocks of one name the last counts; `{% extends null %}` does nothing | errors |
/// | text before `{% extends %}` is printed | only what blocks hold |
/// | white space behind `{% verbatim %}` goes away | it stays |
/// | `v.NAME` is `v.name`; fields and static methods are read | names as written; methods of objects |
/// | numbers are cut to fit a parameter or the keys of a map | they fit or are none |
/// | methods that don't exist are null where names may be missing | errors |
/// | what has no text of its own prints its class and an address | an error, unless names may be missing |
/// | filters and tests that don't exist are errors when they are reached | when the template is read |
/// | `{% cache %}`, `{% parallel %}`, `locale`, `template`, `_context` | none |
///
/// Tornado: [template](https://www.tornadoweb.org/en/stable/template.html).
@NullMarked
package tornado.template;

import org.jspecify.annotations.NullMarked;
