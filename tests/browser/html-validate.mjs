// What html-validate asks of every built page: all that it recommends and all that whole documents need, except what
// stands here with its reason.
const off = {
  // One of two ways to write the same document, chosen by Sphinx and the theme.
  "attribute-boolean-style": "off",
  "attribute-empty-style": "off",
  "doctype-style": "off",
  "no-trailing-whitespace": "off",
  "void-style": "off",
  // A page is named in full, and then the site: where a tab or a list of results cuts that, the site's name goes first.
  "long-title": "off",
  // Links to call hold words beside the number; test_access.py sees that no number breaks.
  "tel-non-breaking": "off",
  // The search answers while one types and on Enter, the filters with each choice. Another button would do nothing.
  "wcag/h32": "off",
  // Styles and scripts come from the site itself.
  "require-sri": "off",
};

export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  // What html-validate does not know: the size of a picture, and how other sites are told what a link to a page shows.
  elements: [
    "html5",
    { svg: { attributes: { viewbox: {}, width: {}, height: {} } }, meta: { attributes: { property: {} } } },
  ],
  rules: {
    ...off,
    "heading-level": "error",
    "input-missing-label": "error",
    "no-missing-references": "error",
    "no-unknown-attributes": "error",
    "no-unknown-elements": "error",
    // The theme's styles are for `article[role=main]`.
    "prefer-native-element": ["error", { exclude: ["main"] }],
  },
};
